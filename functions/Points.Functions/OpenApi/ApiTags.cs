namespace Points.Functions.OpenApi;

/// <summary>The sections of the API document, in the order in which they are shown.</summary>
internal static class ApiTags
{
    public const string Members = "Members",
        Wallets = "Wallets",
        Earning = "Earning",
        Redeeming = "Redeeming",
        Complaints = "Complaints",
        Programmes = "Programmes",
        Settlement = "Settlement",
        Messages = "Messages",
        Notices = "Notices",
        Approvals = "Approvals",
        Auditing = "Auditing",
        Verifying = "Verifying",
        Reports = "Reports",
        Operations = "Operations";

    public static readonly IReadOnlyList<(string Name, string Description)> All =
    [
        (Members, "Member profiles, families, and freezing of wallets."),
        (Wallets, "Balances, ledgers, and transfers of points within a family."),
        (Earning, "Purchases, refunds and actions, and quotes of what they would earn."),
        (Redeeming, "The reward catalogue, redemptions, holds, and vouchers."),
        (Complaints, "What members complain about, and the answers."),
        (Programmes, "Terms and their revisions, budgets, and the public terms."),
        (Settlement, "What merchants owe each other for each month."),
        (Messages, "Outcomes of the purchases and refunds that merchants send through the queue."),
        (Notices, "Notices to members and their delivery."),
        (Approvals, "What one operator has asked for and another must approve."),
        (Auditing, "The auditors' journal of what members of staff did."),
        (Verifying, "What recomputes ledgers without this app: proofs, and the anchored heads."),
        (Reports, "Daily sums of a programme's ledgers, for finance, operators and auditors."),
        (Operations, "Health of the app, scheduled jobs, and entries that were set aside."),
    ];
}
