namespace Points.Domain.Settling;

/// <param name="IssuerLines">How many of the account's lines are issuers' lines.</param>
/// <param name="ExpectedOtherLines">How many other lines their flows have, in this account or in others.</param>
public sealed record AccountState(AccountTotals Totals, long IssuerLines, long ExpectedOtherLines)
{
    /// <summary>
    /// The lines that this account expects of others, less the other lines it has itself. Over all accounts of a
    /// programme this adds up to zero when every flow has all its lines.
    /// </summary>
    public long MissingOtherLines => ExpectedOtherLines - (Totals.LineCount - IssuerLines);
}
