namespace Points.Domain.Ledger;

/// <summary>
/// An action that has counted. It is created in the same commit as its entry, and its id is unique, so the action
/// counts once for each reference.
/// </summary>
public sealed record ActionRecord(string ProgrammeId, string Action, string Reference, string EntryId) : WalletRecord;
