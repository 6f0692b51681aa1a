// Package guards finds fields that tell the outcome because they were filled in once it was
// known, and fields that tell when a lead came.
package guards
