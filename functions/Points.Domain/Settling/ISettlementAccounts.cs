namespace Points.Domain.Settling;

/// <summary>Stores the accounts between merchants, open and sealed.</summary>
public interface ISettlementAccounts
{
    /// <summary>
    /// The most lines of one append. Cosmos DB allows 100 operations in a batch; the account needs a few.
    /// </summary>
    const int LinesPerAppendMax = 90;

    /// <summary>
    /// Adds lines to an account and its totals in one write. A line that is there already is not added again.
    /// </summary>
    /// <param name="lines">Either all of them issuers' lines, or none.</param>
    /// <returns>The lines that the account refuses because it is sealed and does not have them.</returns>
    /// <exception cref="StoreBusyException">The store is throttled; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">No answer came; appending the same lines again is safe.</exception>
    Task<IReadOnlyList<SettlementLine>> Append(
        SettlementAccountKey account,
        IReadOnlyList<SettlementLine> lines,
        CancellationToken ct
    );

    /// <summary>Lists the accounts of a period that have lines or may get some, ordered by holder.</summary>
    /// <param name="holder">Null for all holders.</param>
    IAsyncEnumerable<SettlementAccountKey> List(SettlementPeriod period, AccountHolder? holder, CancellationToken ct);

    /// <summary>Gets the totals of an account so far.</summary>
    Task<SettlementAccountState> GetState(SettlementAccountKey account, CancellationToken ct);

    /// <summary>Seals an account: from then on it takes no more lines.</summary>
    /// <param name="issuerLinesOnly">Whether only issuers' lines are refused from then on, as a first step.</param>
    Task<SettlementAccountState> Seal(SettlementAccountKey account, bool issuerLinesOnly, CancellationToken ct);

    /// <summary>Lists an account's lines, ordered by <see cref="SettlementLine.SortKey"/>.</summary>
    IAsyncEnumerable<SettlementLine> ListLines(SettlementAccountKey account, CancellationToken ct);

    /// <returns>Null if the account has no such line.</returns>
    Task<SettlementLine?> FindLine(SettlementAccountKey account, string lineId, CancellationToken ct);
}
