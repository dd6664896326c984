namespace Points.Domain.Ledger;

/// <summary>That something was done, created in the same commit as its entry: it counts once.</summary>
public sealed record ActionRecord(string ProgrammeId, string Action, string Reference, string EntryId) : WalletRecord;
