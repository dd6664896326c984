namespace Points.Functions.Verifying;

/// <summary>A ledger.</summary>
/// <param name="LedgerKey">
/// The key that names the ledgers of one member, and leads to nobody once they are erased.
/// </param>
internal sealed record LedgerView(string LedgerKey, string ProgrammeId);
