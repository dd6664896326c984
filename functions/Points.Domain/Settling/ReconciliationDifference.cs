namespace Points.Domain.Settling;

/// <summary>One difference between a closed period and the ledger.</summary>
/// <param name="Line">
/// The line's id; the entry's id if the entry cannot be read; the period if a file differs; the redemption's id if what
/// merchants settled of it does not add up.
/// </param>
public sealed record ReconciliationDifference(string Line, DifferenceKind Kind, string? MerchantId, string? EntryId)
{
    internal static ReconciliationDifference OfLine(SettlementLine line, DifferenceKind kind) =>
        new(line.LineId, kind, line.Holder.ToString(), line.Flow.EntryId);

    internal static ReconciliationDifference OfUnreadableEntry(string entryId) =>
        new(entryId, DifferenceKind.Unreadable, MerchantId: null, entryId);

    /// <param name="consumed">The flow that spent the redemption's points.</param>
    internal static ReconciliationDifference OfRedemption(PointsFlow consumed) =>
        new(consumed.RedemptionId!, DifferenceKind.Redemption, consumed.CounterpartyId, consumed.EntryId);

    internal static ReconciliationDifference OfFile(Statement statement) =>
        new($"{statement.Period}", DifferenceKind.File, statement.Holder.ToString(), EntryId: null);
}

public enum DifferenceKind
{
    /// <summary>The line follows from the ledger, but no account has it.</summary>
    Missing,

    /// <summary>An account has the line, but it does not follow from the ledger.</summary>
    Unexpected,

    /// <summary>Both have the line, with different content.</summary>
    Different,

    /// <summary>An entry of the ledger cannot be read.</summary>
    Unreadable,

    /// <summary>
    /// The lines of a redemption do not add up: a merchant is paid for points that were returned, or pays them twice.
    /// </summary>
    Redemption,

    /// <summary>A statement's file is missing, or has another hash than the statement names.</summary>
    File,
}
