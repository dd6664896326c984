using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Redeeming;

/// <summary>The honouring merchant takes a voucher, once.</summary>
/// <param name="Code">As it was shown.</param>
/// <param name="Bill">What it is taken off; required for a coupon that asks for a least bill.</param>
/// <param name="Reference">The merchant's, of the sale: the same one is the same use.</param>
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
                // A code that was announced and came to nothing leads here as well.
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
        var why = new Explanation(
            redemption.RewardId,
            Points.Zero,
            pay is null ? $"worth {paid}" : $"{paid} off a bill of {Bill}"
        );
        var kind = new EntryKind.VoucherUse(redemption.RedemptionId, redemption.HonouredBy, Reference, paid, pay);
        return new Decision.Accepted(pending.Book(request, kind, pending.NextChange, [why]))
        {
            ChangedRecords =
            [
                redemption with
                {
                    Voucher = voucher with { Use = new(request.Now, Reference, request.EntryId) },
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
            return new Refusal.AlreadySettled("the voucher was given back");
        if (voucher.HasExpired(today))
            return new Refusal.VoucherExpired(voucher.ExpiresOn!.Value);
        if (voucher.MinimumBill is not null && Bill is null)
            return new Refusal.Invalid("billFen", "must say what the bill comes to");
        return Bill < voucher.MinimumBill
            ? new Refusal.NotEligible($"the bill must come to at least {voucher.MinimumBill}")
            : null;
    }
}
