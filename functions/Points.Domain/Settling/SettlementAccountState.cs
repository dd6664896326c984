namespace Points.Domain.Settling;

/// <summary>The totals of one account, and how many lines its flows still need in this account and others.</summary>
/// <param name="IssuerLines">How many of the account's lines are issuers' lines.</param>
/// <param name="ExpectedOtherLines">How many other lines their flows have, in this account or in others.</param>
public sealed record SettlementAccountState(SettlementAccountTotals Totals, long IssuerLines, long ExpectedOtherLines)
{
    /// <summary>
    /// The lines that this account expects of others, less the other lines it has itself. Over all accounts of a
    /// programme this adds up to zero when every flow has all its lines.
    /// </summary>
    public long MissingOtherLines => ExpectedOtherLines - (Totals.LineCount - IssuerLines);
}
