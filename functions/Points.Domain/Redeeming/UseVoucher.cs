using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Redeeming;

/// <summary>The honouring merchant takes a voucher, once.</summary>
/// <param name="Bill">What it is taken off; required for a coupon that asks for a least bill.</param>
/// <param name="Reference">The merchant's, of the sale: the same one is the same use.</param>
public sealed record UseVoucher(string RedemptionId, Actor By, Fen? Bill, string Reference)
{
    public string Fingerprint() => new Digest().Add("use-voucher").Add(RedemptionId).Add(Bill).Add(Reference).ToString();

    public static Decision Decide(Wallet wallet, Records records, UseVoucher command, ProgrammeRevision terms, Request request)
    {
        var key = new RecordKey.Redemption(command.RedemptionId);
        if (!records.Has(key)) return new Decision.Needs([key]);
        if (records.Find<Redemption>(key) is not { Voucher: { } voucher } redemption) return new Refusal.NotFound("voucher");
        if (wallet.Facts.Frozen) return new Refusal.MemberFrozen();
        if (command.RefusalOf(redemption, voucher, terms.BusinessDate(request.Now)) is { } refusal) return refusal;

        var paid = command.Bill is { } bill ? Fen.Min(bill, redemption.Worth) : redemption.Worth;
        var pay = command.Bill is { } total ? total - paid : (Fen?)null;
        var posting = wallet.Post(terms, request.Now);
        var why = pay is null ? $"worth {paid}" : $"{paid} off a bill of {command.Bill}";
        var booked = posting.Book(request, new Cause.VoucherUse(redemption.RedemptionId, redemption.HonouredBy, command.Reference, paid, pay), posting.Move, [new(redemption.RewardId, Points.Zero, why)]);
        return new Decision.Accepted(booked)
        {
            Changes = [redemption with { Voucher = voucher with { Use = new(request.Now, command.Reference, request.EntryId) }, Pay = pay }],
        };
    }

    private Refusal? RefusalOf(Redemption redemption, Voucher voucher, DateOnly today)
    {
        if (!By.SpeaksFor(redemption.HonouredBy)) return new Refusal.NotEligible("another merchant honours this voucher");
        if (voucher.Use is not null) return new Refusal.AlreadySettled("the voucher has been used");
        if (redemption.Status != RedemptionStatus.Completed) return new Refusal.AlreadySettled("the voucher was given back");
        if (voucher.HasExpired(today)) return new Refusal.VoucherExpired(voucher.ExpiresOn!.Value);
        if (voucher.MinimumBill is not null && Bill is null) return new Refusal.Invalid("billFen", "must say what the bill comes to");
        return Bill < voucher.MinimumBill ? new Refusal.NotEligible($"the bill must come to at least {voucher.MinimumBill}") : null;
    }
}
