namespace Points.Domain.Settling;

/// <summary>Accounts between merchants, open and sealed.</summary>
public interface ISettlementAccounts
{
    /// <summary>The most lines of one append: Cosmos DB takes a hundred operations at once, and the account itself needs a few.</summary>
    const int LinesPerAppendMax = 90;

    /// <summary>Adds lines to an account and to its totals, in one write: those that are there already are not added again.</summary>
    /// <param name="lines">All of them issuers', or none.</param>
    /// <returns>The lines that it does not take, as it is sealed and they are not there.</returns>
    /// <exception cref="StoreBusyException">Throttled; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">No answer came; the same lines again are safe.</exception>
    Task<IReadOnlyList<SettlementLine>> Append(
        AccountKey account,
        IReadOnlyList<SettlementLine> lines,
        CancellationToken ct
    );

    /// <summary>The accounts of a period that have lines or may get some, of one holder after another.</summary>
    /// <param name="holder">Null for all.</param>
    IAsyncEnumerable<AccountKey> List(SettlementPeriod period, AccountHolder? holder, CancellationToken ct);

    /// <summary>What is in an account so far.</summary>
    Task<AccountState> GetState(AccountKey account, CancellationToken ct);

    /// <summary>From now on an account takes no more lines; or, for a beginning, no more issuers' lines.</summary>
    Task<AccountState> Seal(AccountKey account, bool issuerLinesOnly, CancellationToken ct);

    /// <summary>An account's lines, in the order in which they were booked.</summary>
    IAsyncEnumerable<SettlementLine> ListLines(AccountKey account, CancellationToken ct);

    /// <returns>Null if the account has no such line.</returns>
    Task<SettlementLine?> FindLine(AccountKey account, string lineId, CancellationToken ct);
}

/// <param name="IssuerLines">How many of the lines are issuers'.</param>
/// <param name="ExpectedOtherLines">How many other lines the flows of those have, in this account or in others.</param>
public sealed record AccountState(AccountTotals Totals, long IssuerLines, long ExpectedOtherLines);
