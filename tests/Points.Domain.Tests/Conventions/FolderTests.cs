using Points.Tests;

namespace Points.Domain.Tests.Conventions;

/// <summary>
/// The storeys of the domain: what every folder may use, then <c>Programmes</c>, then <c>Ledger</c>, then the slices.
/// A folder uses only what stands below it.
/// </summary>
public sealed class FolderTests
{
    private static readonly FolderGraph Graph = FolderGraph.Of(RepositoryFolder.Of("functions", "Points.Domain"));

    /// <summary>What every folder may use: amounts, and the readers and interfaces that know nothing of points.</summary>
    private static readonly string[] Foundations = ["", "Files", "Messaging", "Observing", "Reading"];

    private static readonly string[] Nouns = ["Ledger", "Programmes"];

    /// <summary>A slice uses another only for the reason that stands here.</summary>
    private static readonly (string From, string To, string Why)[] BetweenSlices =
    [
        ("Billing", "Redeeming", "a quote asks the same questions as the redemption that follows it"),
        ("Earning", "Budgets", "accruals issue points"),
        ("Earning", "Jobs", "gifts are given by a run over many wallets"),
        ("Earning", "Refunding", "an order that was refunded before it came returns the points that paid for it"),
        ("Earning", "Stocking", "that return may return pieces to a limited reward's stock"),
        ("Enrolling", "Earning", "a new wallet is due on the member's own days"),
        ("Enrolling", "Maintaining", "a new wallet is due for jobs"),
        ("Families", "Enrolling", "a member's profile names their family"),
        ("Maintaining", "Earning", "gifts decide when a wallet is due"),
        ("Maintaining", "Expiring", "reminders decide when a wallet is due"),
        ("Maintaining", "Reviewing", "tier reviews decide when a wallet is due"),
        ("Notifying", "Enrolling", "a notice goes to the addresses in the member's profile"),
        ("Notifying", "Jobs", "one failed notice keeps no other waiting"),
        ("Notifying", "Revising", "the last notice of a change gives the change its day"),
        ("Redeeming", "Stocking", "a limited reward's pieces are reserved"),
        ("Refunding", "Budgets", "a refund gives issued points back"),
        ("Refunding", "Redeeming", "a whole refund reverses the redemptions that paid for the order"),
        ("Refunding", "Stocking", "a reversed redemption returns its pieces"),
        ("Relaying", "Families", "a transfer that stopped half-way is carried on"),
        ("Relaying", "Notifying", "a notice in the ledger's feed is sent for delivery"),
        ("Relaying", "Settling", "an entry's flows of points are sent for settlement"),
        ("Releasing", "Expiring", "a hold that has ended is booked with what has expired"),
        ("Releasing", "Families", "a transfer that stopped half-way is carried on"),
        ("Releasing", "Jobs", "one failed hold keeps no other waiting"),
        ("Releasing", "Stocking", "reserved pieces that nobody has go back"),
        ("Revising", "Jobs", "one failed programme keeps no other waiting"),
    ];

    [Theory]
    [InlineData("Points.Domain")]
    [InlineData("Points.Cosmos")]
    [InlineData("Points.Functions")]
    public void No_folder_uses_another_in_a_circle(string project) =>
        Assert.Empty(FolderGraph.Of(RepositoryFolder.Of("functions", project)).Circles());

    [Fact]
    public void Foundations_use_only_foundations() =>
        AssertNone(edge => IsFoundation(edge.From) && !IsFoundation(edge.To));

    [Fact]
    public void Ledger_and_Programmes_know_no_slice() => AssertNone(edge => IsNoun(edge.From) && IsSlice(edge.To));

    [Fact]
    public void A_slice_knows_another_only_for_a_reason_in_the_table() =>
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

    private static bool IsNoun(string folder) => Nouns.Contains(folder.Split('/')[0]);

    private static bool IsSlice(string folder) => !IsFoundation(folder) && !IsNoun(folder);
}
