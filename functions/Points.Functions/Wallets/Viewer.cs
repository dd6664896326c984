using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using Points.Functions.Access;

namespace Points.Functions.Wallets;

/// <summary>
/// Who reads an answer about a member, and so what the answer may show (docs/visibility.md). Members and operators see
/// all of it. A merchant sees what its own event did, and nothing that reveals the member's age, grade, tier, habits or
/// debts (law L14). It sees balances only if the member has shown it a code.
/// </summary>
internal sealed record Viewer
{
    private readonly string? _merchantId;
    private readonly bool _holdsCode;

    private Viewer(string? merchantId, bool holdsCode) => (_merchantId, _holdsCode) = (merchantId, holdsCode);

    /// <summary>The member, or an operator.</summary>
    public static Viewer OfEverything { get; } = new(merchantId: null, holdsCode: true);

    /// <param name="holdsCode">Whether the member has shown it a card code or a spend code.</param>
    public static Viewer Merchant(string merchantId, bool holdsCode) => new(merchantId, holdsCode);

    public static Viewer From(Caller caller, string memberId, bool holdsCode) =>
        caller.MaySeeMember(memberId) ? OfEverything : Merchant(caller.MerchantId!, holdsCode);

    public bool IsMerchant => _merchantId is not null;

    /// <summary>Whether the viewer may see the member's balances.</summary>
    public bool SeesBalances => _holdsCode;

    /// <summary>The wallet after an entry; null if the viewer may not see it.</summary>
    public WalletView? WalletAfter(LedgerEntry entry) =>
        _merchantId is null ? WalletView.From(entry)
        : _holdsCode ? WalletView.ForMerchant(entry, _merchantId)
        : null;

    public IReadOnlyList<ExplanationView> Explain(IReadOnlyList<Explanation> explanation) =>
        IsMerchant ? ExplanationView.ForMerchant(explanation) : ExplanationView.From(explanation);

    /// <summary>The lots that the viewer may see: a merchant sees those that it issued.</summary>
    public IReadOnlyList<Lot> Visible(IReadOnlyList<Lot> lots) =>
        _merchantId is null ? lots : [.. lots.Where(lot => lot.IssuedBy == _merchantId)];
}
