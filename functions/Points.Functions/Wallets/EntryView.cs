using System.Globalization;
using Points.Domain.Ledger;

namespace Points.Functions.Wallets;

/// <summary>A line of a wallet's ledger.</summary>
/// <param name="Kind"><c>accrual</c>, <c>redemption</c> or <c>expiry</c>.</param>
/// <param name="Points">Positive into the wallet, negative out of it.</param>
/// <param name="Reference">The order, the redemption, or the day of expiry.</param>
internal sealed record EntryView(
    string EntryId, string Kind, long Points, DateTimeOffset At, IReadOnlyList<LotView> Lots, string Reference,
    IReadOnlyList<ExplanationView> Explanation, long BalanceAfter, string Hash)
{
    public static EntryView Of(LedgerEntry entry) => new(
        entry.EntryId,
        entry.Cause.Match(purchase: _ => "accrual", deed: _ => "action", redemption: _ => "redemption", expiry: _ => "expiry"),
        entry.Points.Value, entry.At, LotView.Of(entry.Moved),
        entry.Cause.Match(
            purchase: it => it.OrderId,
            deed: it => it.Reference,
            redemption: it => it.RedemptionId,
            expiry: it => it.On.ToString("O", CultureInfo.InvariantCulture)),
        ExplanationView.Of(entry.Explanation), entry.BalanceAfter.Value, entry.Hash);
}

internal sealed record ExplanationView(string Rule, long Points, string Because)
{
    /// <summary>Stands for all rules that hang on the member, where others read.</summary>
    public const string MembersOwn = "member", MembersOwnTerms = "by terms that are the member's own";

    /// <summary>For a merchant: nothing that tells the member's age, grade, tier or habits.</summary>
    public static IReadOnlyList<ExplanationView> Discreet(IReadOnlyList<Explanation> explanation)
    {
        var own = explanation.Where(line => line.IsAboutMember).Sum(line => line.Points.Value);
        var open = Of([.. explanation.Where(line => !line.IsAboutMember)]);
        return own == 0 ? open : [.. open, new(MembersOwn, own, MembersOwnTerms)];
    }

    public static IReadOnlyList<ExplanationView> Of(IReadOnlyList<Explanation> explanation) =>
        [.. explanation.Select(line => new ExplanationView(line.Rule, line.Points.Value, line.Because))];
}
