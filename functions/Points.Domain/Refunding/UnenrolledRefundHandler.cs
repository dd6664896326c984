using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Refunding;

/// <summary>
/// Answers refunds for people who are not enrolled as it would answer them for members: a merchant must not find out
/// who is a member (decision 46). A refund of an order that nobody has waits for its purchase.
/// </summary>
public sealed class UnenrolledRefundHandler(IUnenrolledRefunds refunds, IOrderClaims claims)
{
    private static readonly MemberFacts NoFacts = new(IdentityVerified: false, Frozen: false);

    /// <exception cref="OrderBusyException">Another request is booking the order.</exception>
    /// <exception cref="StoreBusyException">Throttled. Nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer. Repeating the request is safe.</exception>
    public async Task<Outcome> Handle(Refund command, ProgrammeTerms terms, Request request, CancellationToken ct)
    {
        var key = await refunds.FindKey(command.Wallet.MemberId, ct);
        var kept = await refunds.List(command.MerchantId, key, ct);
        if (kept.FirstOrDefault(it => it.EntryId == request.EntryIdIn(key)) is { } first)
            return Repeat(command, terms, request, key, first);
        if (await FindOwnersRefusal(command, terms, key, ct) is { } refusal)
            return refusal;
        var decision = Decide(command, terms, request, key, kept);
        if (decision is not Decision.Accepted accepted)
            return decision.RequireRefusal();
        if (kept.FirstOrDefault(it => it.RefundId == command.RefundId) is { } counted)
            return new Refusal.RefundAlreadyCounted(counted.EntryId, Order: null);
        var entry = accepted.PendingChange.RequestEntry;
        await refunds.Add(
            command,
            key,
            new(
                terms.ProgrammeId,
                command.OrderId,
                command.RefundId,
                entry.EntryId,
                command.Claim,
                request.FingerprintIn(key),
                request.Now
            ),
            ct
        );
        return new Outcome.Booked(entry, IsReplayed: false);
    }

    private static Outcome Repeat(
        Refund command,
        ProgrammeTerms terms,
        Request request,
        LedgerKey key,
        UnenrolledRefund first
    ) =>
        first.Fingerprint == request.FingerprintIn(key)
        && Decide(command, terms, request with { Now = first.At }, key, []) is Decision.Accepted accepted
            ? new Outcome.Booked(accepted.PendingChange.RequestEntry, IsReplayed: true)
            : new Refusal.IdempotencyKeyReused();

    private async Task<Refusal?> FindOwnersRefusal(
        Refund command,
        ProgrammeTerms terms,
        LedgerKey key,
        CancellationToken ct
    )
    {
        if (terms.Earning.OrderScope == OrderScope.Member)
            return null;
        var owner = await claims.FindOwner(command.OrderKey, key, ct);
        return owner.Match<Refusal?>(
            noOther: _ => null,
            sameMember: it => new Refusal.OrderInAnotherProgramme(it.ProgrammeId),
            anotherMember: _ => new Refusal.OrderOfAnotherMember(),
            undecided: _ => throw new OrderBusyException()
        );
    }

    /// <summary>Decides as on a member's wallet in which nothing but the kept refunds waits.</summary>
    private static Decision Decide(
        Refund command,
        ProgrammeTerms terms,
        Request request,
        LedgerKey key,
        IReadOnlyList<UnenrolledRefund> kept
    )
    {
        UnenrolledRefund[] here = [.. kept.Where(it => it.ProgrammeId == terms.ProgrammeId).OrderBy(it => it.At)];
        var waiting = here.GroupBy(it => it.OrderId, StringComparer.Ordinal)
            .Select(order => new EarlyRefund(KeyOf(command, order.Key), order.Max(it => it.At)))
            .OrderBy(it => it.LatestRefundAt);
        var ofOrder = here.Where(it => it.OrderId == command.OrderId)
            .Select(it => new EarlyRefundClaim(it.Claim, it.RefundId, it.EntryId, it.At))
            .ToArray();
        var record =
            ofOrder.Length == 0
                ? null
                : new EarlyRefundRecord(terms.ProgrammeId, command.MerchantId, command.OrderId, [.. ofOrder]);
        var wallet = Wallet.Open(command.Wallet, key, NoFacts) with { EarlyRefunds = new([.. waiting], 0) };
        return Refund.Decide(
            wallet,
            LoadedRecords.None.With(command.OrderKey, null).With(KeyOf(command, command.OrderId), record),
            command,
            terms,
            request,
            Allowance.None
        );
    }

    private static RecordKey.EarlyRefund KeyOf(Refund command, string orderId) =>
        new(command.Wallet.ProgrammeId, command.MerchantId, orderId);
}
