namespace Points.Cli.Verifying;

/// <summary>Why a file of signed documents does not hold, in one sentence.</summary>
internal sealed class SignedFileFault(string message, Exception? inner = null) : Exception(message, inner);
