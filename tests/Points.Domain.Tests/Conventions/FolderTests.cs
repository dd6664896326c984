using Points.Tests;

namespace Points.Domain.Tests.Conventions;

/// <summary>
/// The layers of the domain (decision 22), the lowest first: the foundations, <c>Programmes</c>, <c>Ledger</c>, and the
/// slices. A folder uses only folders of lower layers.
/// </summary>
public sealed class FolderTests
{
    private static readonly FolderGraph Graph = FolderGraph.Of(RepositoryFolder.Of("functions", "Points.Domain"));

    /// <summary>Every folder may use these: amounts, readers, and interfaces that know nothing of points.</summary>
    private static readonly string[] Foundations = ["", "Actors", "Files", "Keys", "Messaging", "Observing", "Reading"];

    private static readonly string[] TermsAndLedger = ["Ledger", "Programmes"];

    /// <summary>The only uses of one slice by another, and the reason for each.</summary>
    private static readonly (string From, string To, string Why)[] BetweenSlices =
    [
        ("Billing", "Redeeming", "a quote is decided like the redemption that follows it"),
        ("Comparing", "Billing", "two revisions are asked what a bill comes to"),
        ("Comparing", "Earning", "the largest purchase is among those that two revisions are asked about"),
        ("Comparing", "Redeeming", "two revisions are asked who can get a reward"),
        ("Budgets", "Approving", "what staff issue beyond their limits waits for a second person"),
        ("Earning", "Budgets", "accruals issue points"),
        ("Earning", "Jobs", "a job gives gifts to many wallets in one run"),
        ("Earning", "Refunding", "an order that was refunded before it arrived returns the points that paid for it"),
        ("Earning", "Stocking", "that return also returns the pieces of a limited reward to its stock"),
        ("Adjusting", "Budgets", "operators issue points within their budget"),
        ("Complaining", "Jobs", "a reminder of a complaint that fails does not stop the others"),
        ("Enrolling", "Earning", "a new wallet is due for gifts, such as on the member's birthday"),
        ("Enrolling", "Jobs", "a job writes the look-ups of all members in one run"),
        ("Enrolling", "Maintaining", "a new wallet is due for jobs"),
        ("Granting", "Budgets", "grants issue points"),
        ("Granting", "Jobs", "a job gives grants to many wallets in one run"),
        ("Granting", "Redeeming", "a granted reward of limited stock takes a piece as a redemption does"),
        ("Erasing", "Budgets", "a hold that ends with its member is compensated by nobody"),
        ("Erasing", "Enrolling", "an erasure removes the member's look-ups and leaves the family"),
        ("Erasing", "Families", "transfers that an erased member has sent complete first"),
        ("Erasing", "Jobs", "an erasure that fails does not stop the others"),
        ("Erasing", "Redeeming", "holds for rewards are cancelled"),
        ("Erasing", "Stocking", "the pieces that an erased member held return to their stock"),
        ("Families", "Enrolling", "a member's profile names their family"),
        ("Maintaining", "Earning", "gifts decide when a wallet is due"),
        ("Maintaining", "Expiring", "reminders decide when a wallet is due"),
        ("Maintaining", "Granting", "grants decide when a wallet is due"),
        ("Maintaining", "Reviewing", "tier reviews decide when a wallet is due"),
        ("Notifying", "Enrolling", "a notice goes to the addresses in the member's profile"),
        ("Notifying", "Jobs", "a notice that fails does not stop the others"),
        ("Notifying", "Revising", "the last notice of a change decides from which day it applies"),
        ("Redeeming", "Budgets", "compensation is issued within its budget"),
        ("Redeeming", "Stocking", "a limited reward's pieces are reserved"),
        ("Refunding", "Budgets", "a refund returns issued points to the budget"),
        ("Refunding", "Redeeming", "a whole refund reverses the redemptions that paid for the order"),
        ("Refunding", "Stocking", "a reversed redemption returns its pieces"),
        ("Relaying", "Families", "a transfer that stopped half-way is resumed"),
        ("Relaying", "Notifying", "a notice in the ledger's feed is sent for delivery"),
        ("Relaying", "Redeeming", "compensation that was withheld is listed"),
        ("Reporting", "Settling", "reports use the days and prices of settlement"),
        ("Relaying", "Settling", "an entry's flows of points are sent for settlement"),
        ("Releasing", "Expiring", "the end of a hold is booked together with the expiry of its points"),
        ("Releasing", "Families", "a transfer that stopped half-way is resumed"),
        ("Releasing", "Jobs", "a hold that fails does not stop the others"),
        ("Releasing", "Stocking", "reserved pieces without a redemption are returned"),
        ("Revising", "Comparing", "what a revision changes for members decides whether it needs notice"),
        ("Revising", "Jobs", "a programme that fails does not stop the others"),
        ("Verifying", "Budgets", "what budgets counted is compared with what entries took from them"),
        ("Verifying", "Jobs", "a job verifies many ledgers in one run"),
        ("Verifying", "Relaying", "ledgers are held against the heads that were anchored"),
    ];

    [Theory]
    [InlineData("Points.Domain")]
    [InlineData("Points.Cosmos")]
    [InlineData("Points.Functions")]
    [InlineData("Points.Cli")]
    public void No_folders_use_each_other_in_a_cycle(string project) =>
        Assert.Empty(FolderGraph.Of(RepositoryFolder.Of("functions", project)).FindCycles());

    [Fact]
    public void Foundations_use_only_foundations() =>
        AssertNone(edge => IsFoundation(edge.From) && !IsFoundation(edge.To));

    [Fact]
    public void Ledger_and_Programmes_use_no_slice() =>
        AssertNone(edge => IsTermsOrLedger(edge.From) && IsSlice(edge.To));

    [Fact]
    public void Programmes_use_no_ledger() =>
        AssertNone(edge => edge.From.StartsWith("Programmes", StringComparison.Ordinal) && edge.To == "Ledger");

    [Fact]
    public void A_slice_uses_another_only_for_a_reason_in_the_table() =>
        Assert.Equal(
            BetweenSlices.Select(it => $"{it.From} -> {it.To}").Order(StringComparer.Ordinal),
            Graph
                .Edges.Where(edge => IsSlice(edge.From) && IsSlice(edge.To))
                .Select(edge => $"{edge.From} -> {edge.To}")
                .Order(StringComparer.Ordinal)
        );

    private static void AssertNone(Func<(string From, string To), bool> isForbidden) =>
        Assert.Empty(Graph.Edges.Where(isForbidden).Select(Graph.Example));

    private static bool IsFoundation(string folder) => Foundations.Contains(folder);

    private static bool IsTermsOrLedger(string folder) => TermsAndLedger.Contains(folder.Split('/')[0]);

    private static bool IsSlice(string folder) => !IsFoundation(folder) && !IsTermsOrLedger(folder);
}
