namespace Points.Domain.Ledger;

/// <summary>A member has one wallet in each programme they are enrolled in.</summary>
public sealed record WalletId(string MemberId, string ProgrammeId);
