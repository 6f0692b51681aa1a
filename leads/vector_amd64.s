//go:build !purego

#include "textflag.h"

// The chunk is in Y0 and Y1. MASK tells which of its bytes are that of pattern.
#define MASK(pattern, out, tmp) \
	VPCMPEQB pattern, Y0, Y2; \
	VPCMPEQB pattern, Y1, Y3; \
	VPMOVMSKB Y2, out; \
	VPMOVMSKB Y3, tmp; \
	SHLQ $32, tmp; \
	ORQ tmp, out

// PUT puts down the place of the first bit of AX, and takes it off.
#define PUT(off) \
	TZCNTQ AX, R15; \
	ADDL R12, R15; \
	MOVL R15, off(R13); \
	BLSRQ AX, AX

// func scanVectors(v *vectors, data *byte, chunks int, ends *int32, into *marks) int
TEXT ·scanVectors(SB), NOSPLIT, $0-48
	MOVQ v+0(FP), DX
	MOVQ data+8(FP), SI
	MOVQ chunks+16(FP), CX
	MOVQ ends+24(FP), DI
	MOVQ into+32(FP), R8
	VPBROADCASTB 0(DX), Y10  // separators
	VPBROADCASTB 8(DX), Y11  // quotes
	VPBROADCASTB 16(DX), Y12 // line ends
	VPCMPEQB X13, X13, X13
	MOVQ 24(DX), R9          // open
	MOVQ 32(DX), R10         // high
	MOVQ 40(DX), R12         // at

loop:
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1

	// Between quotes is what has an odd number of them up to it: the product with all
	// ones, without carries.
	MASK(Y11, BX, R13)
	MOVQ BX, 24(R8)
	VMOVQ BX, X4
	VPCLMULQDQ $0, X13, X4, X4
	VMOVQ X4, BX
	XORQ R9, BX
	MOVQ BX, 16(R8)
	MOVQ BX, R9
	SARQ $63, R9
	NOTQ BX

	MASK(Y12, AX, R13)
	MOVQ AX, 8(R8)
	MASK(Y10, R15, R13)
	ORQ R15, AX
	ANDQ BX, AX
	MOVQ AX, 0(R8)

	// Bytes that are not ASCII, here or among the last two before.
	VPMOVMSKB Y0, BX
	VPMOVMSKB Y1, R13
	SHLQ $32, R13
	ORQ R13, BX
	ORQ BX, R10
	MOVQ R10, 32(R8)
	MOVQ BX, R10
	SHRQ $62, R10

	// Eight places are put down whatever their number, so that hardly a branch depends
	// on that.
	POPCNTQ AX, BX
	MOVQ DI, R13
	LEAQ (DI)(BX*4), DI
	PUT(0)
	PUT(4)
	PUT(8)
	PUT(12)
	PUT(16)
	PUT(20)
	PUT(24)
	PUT(28)
	CMPQ BX, $8
	JLE next
	PUT(32)
	PUT(36)
	PUT(40)
	PUT(44)
	CMPQ BX, $12
	JLE next
	ADDQ $48, R13

more:
	PUT(0)
	ADDQ $4, R13
	TESTQ AX, AX
	JNZ more

next:
	ADDQ $64, SI
	ADDQ $64, R12
	ADDQ $40, R8
	DECQ CX
	JNZ loop

	MOVQ R9, 24(DX)
	MOVQ R10, 32(DX)
	MOVQ R12, 40(DX)
	MOVQ ends+24(FP), AX
	SUBQ AX, DI
	SHRQ $2, DI
	MOVQ DI, ret+40(FP)
	VZEROUPPER
	RET
