namespace Points.Functions.OpenApi;

/// <summary>The headings of the API, in the order in which they are read.</summary>
internal static class ApiTags
{
    public const string Members = "Members",
        Wallets = "Wallets",
        Earning = "Earning",
        Redeeming = "Redeeming",
        Programmes = "Programmes",
        Settlement = "Settlement",
        Messages = "Messages",
        Notices = "Notices",
        Operations = "Operations";

    public static readonly IReadOnlyList<(string Name, string Description)> All =
    [
        (Members, "Who takes part: profiles, families, freezing."),
        (Wallets, "Balances, ledgers, and points that pass within a family."),
        (Earning, "Purchases, refunds and actions, and what they would earn."),
        (Redeeming, "What points buy: the mall, redemptions, holds, vouchers."),
        (Programmes, "Terms as data: revisions, the budget, the public terms."),
        (Settlement, "What merchants owe each other, month by month."),
        (Messages, "What came of purchases and refunds that merchants put into the queue."),
        (Notices, "What members are told, and whether it arrived."),
        (Operations, "How the app does."),
    ];
}
