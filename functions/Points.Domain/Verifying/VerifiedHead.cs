namespace Points.Domain.Verifying;

/// <summary>The newest entry of a ledger up to which everything was verified.</summary>
public sealed record VerifiedHead(long Sequence, string Hash);
