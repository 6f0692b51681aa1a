package cmd

import (
	"io"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
)

// shells are those that completion can be written for.
func shells() []string { return []string{"bash", "zsh", "fish", "powershell"} }

func newCompletionCommand(e console.Env) *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Write a script that lets a shell complete commands, flags, stages, and the columns and keys of a list",
		Example: `  source <(leadscore completion bash)
  leadscore completion zsh > "${fpath[1]}/_leadscore"
  leadscore completion fish > ~/.config/fish/completions/leadscore.fish
  leadscore completion powershell | Out-String | Invoke-Expression`,
		GroupID:   groupReference,
		Args:      oneShell,
		ValidArgs: shells(),
		RunE: func(c *cobra.Command, args []string) error {
			return writeCompletion(e, c.Root(), args[0])
		},
	}
}

func writeCompletion(e console.Env, root *cobra.Command, shell string) error {
	write := map[string]func(io.Writer) error{
		"bash":       func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		"zsh":        root.GenZshCompletion,
		"fish":       func(w io.Writer) error { return root.GenFishCompletion(w, true) },
		"powershell": root.GenPowerShellCompletionWithDesc,
	}[shell]
	if write == nil {
		return exit.AsUsage(exit.NotOneOf(shell, "shell", shells()))
	}
	return e.Results("", write)
}
