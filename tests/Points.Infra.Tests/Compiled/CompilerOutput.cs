namespace Points.Infra.Tests.Compiled;

internal sealed record CompilerOutput(int ExitCode, string Output, string Errors);
