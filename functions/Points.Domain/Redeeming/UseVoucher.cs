using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Redeeming;

/// <summary>Uses a voucher at the honouring merchant. A voucher is used once.</summary>
/// <param name="Code">The code that the member shows.</param>
/// <param name="Bill">The total of the bill; required if the voucher asks for a minimum bill.</param>
/// <param name="Reference">The merchant's reference of the sale. The same reference means the same use.</param>
public sealed record UseVoucher(string RedemptionId, string Code, Actor By, Fen? Bill, string Reference)
{
    public string Fingerprint() =>
        new Digest().Add("use-voucher").Add(RedemptionId).Add(Bill).Add(Reference).ToString();

    public static Decision Decide(
        Wallet wallet,
        LoadedRecords records,
        UseVoucher command,
        ProgrammeTerms terms,
        Request request
    ) =>
        RedemptionLookup.Decide(
            wallet,
            records,
            command.RedemptionId,
            redemption =>
            {
                // The code may be left from an attempt that did not commit: the redemption then has another code.
                if (redemption.Voucher is not { } voucher || voucher.Code != command.Code)
                    return new Refusal.NotFound("voucher");
                if (command.FindRefusal(wallet, redemption, voucher, terms.BusinessDateOf(request.Now)) is { } refusal)
                    return refusal;
                return command.MarkUsed(wallet.BeginChange(terms, request.Now), redemption, voucher, request);
            }
        );

    private Decision.Accepted MarkUsed(PendingChange pending, Redemption redemption, Voucher voucher, Request request)
    {
        var paid = Bill is { } bill ? Fen.Min(bill, redemption.Worth) : redemption.Worth;
        var pay = Bill is { } total ? total - paid : (Fen?)null;
        var explanation = new Explanation(
            redemption.RewardId,
            Points.Zero,
            pay is null ? $"worth {paid}" : $"{paid} off a bill of {Bill}"
        );
        var kind = new EntryKind.VoucherUse(
            redemption.RedemptionId,
            redemption.HonouredBy,
            Reference,
            paid,
            pay,
            redemption.Grant?.PaidBy
        );
        return new Decision.Accepted(pending.Book(request, kind, pending.NextChange, [explanation]))
        {
            ChangedRecords =
            [
                redemption with
                {
                    Voucher = voucher with
                    {
                        Use = new(request.Now, Reference, request.EntryIdIn(pending.Wallet.LedgerKey)),
                    },
                    Pay = pay,
                },
            ],
        };
    }

    private Refusal? FindRefusal(Wallet wallet, Redemption redemption, Voucher voucher, DateOnly today)
    {
        if (!By.CanActFor(redemption.HonouredBy))
            return new Refusal.NotEligible("another merchant honours this voucher");
        if (wallet.Facts.Frozen)
            return new Refusal.MemberFrozen();
        if (voucher.Use is not null)
            return new Refusal.AlreadySettled("the voucher has been used");
        if (redemption.Status != RedemptionStatus.Completed)
            return new Refusal.AlreadySettled("the voucher was returned");
        if (voucher.HasExpired(today))
            return new Refusal.VoucherExpired(voucher.ExpiresOn!.Value);
        if (voucher.MinimumBill is not null && Bill is null)
            return new Refusal.Invalid("billFen", "is required: this voucher asks for a minimum bill");
        return Bill < voucher.MinimumBill
            ? new Refusal.NotEligible($"the bill must come to at least {voucher.MinimumBill}")
            : null;
    }
}

/// <summary>Uses vouchers.</summary>
public sealed class UseVoucherHandler(IWalletStore wallets, IProgrammes programmes)
{
    /// <param name="location">Where the voucher's code was found.</param>
    public async Task<Outcome> Handle(
        VoucherLocation location,
        UseVoucher command,
        Request request,
        CancellationToken ct
    )
    {
        var id = new WalletId(location.MemberId, location.ProgrammeId);
        return await programmes.FindTerms(id.ProgrammeId, request.Now, ct) is { } terms
            ? await wallets.Commit(
                id,
                request,
                (wallet, records) => UseVoucher.Decide(wallet, records, command, terms, request),
                ct
            )
            : await wallets.RefuseUnlessBooked(id, request, Refusal.NotFound.Programme, ct);
    }
}
