namespace Points.Domain.Ledger;

/// <summary>Identifies a wallet. A member has one in each programme they are enrolled in.</summary>
public sealed record WalletId(string MemberId, string ProgrammeId);
