using Points.Domain.Adjusting;
using Points.Domain.Earning;
using Points.Domain.Families;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using static Points.Domain.Tests.RandomScenarios;

namespace Points.Domain.Tests;

/// <summary>Turns random steps into commands and decides them.</summary>
internal sealed partial class Scenario
{
    private static readonly Actor.Operator Operator = new();

    private Decision? Decide(Step step, InMemoryWallet wallet, Request request) =>
        step.Kind switch
        {
            StepKind.Earn => DecideEarn(step, wallet, request),
            StepKind.Redeem => DecideRedeem(step, wallet, isHold: false, request),
            StepKind.Hold => DecideRedeem(step, wallet, isHold: true, request),
            StepKind.Confirm => PickHeld(step, wallet) is { } it ? DecideConfirm(wallet, it, request) : null,
            StepKind.Cancel => PickHeld(step, wallet) is { } it ? DecideCancel(step, wallet, it, request) : null,
            StepKind.Reverse => PickRedemption(step, wallet) is { } it
                ? DecideReverse(step, wallet, it, request)
                : null,
            StepKind.UseVoucher => PickRedemption(step, wallet) is { } it
                ? DecideUseVoucher(step, wallet, it, request)
                : null,
            StepKind.RefundPart => PickOne(wallet.Orders, step.Choice) is { } it
                ? DecideRefund(wallet, it, new(step.Amount), request)
                : null,
            StepKind.RefundWhole => PickOne(wallet.Orders, step.Choice) is { } it
                ? DecideRefund(wallet, it, it.Total - it.RefundedTotal, request)
                : null,
            StepKind.EarlyRefund => DecideEarlyRefund(step, wallet, request),
            StepKind.ManyEarlyRefunds => DecideManyEarlyRefunds(step, wallet),
            StepKind.StartTransfer => DecideStartTransfer(step, wallet, request),
            StepKind.ResumeTransfer => PickOne(wallet.Transfers, step.Choice) is { } it
                ? ResumeTransfer(it, stopHalfWay: step.Amount % 2 == 0)
                : null,
            StepKind.Adjust => DecideAdjust(step, wallet, request),
            StepKind.OpenBalance => DecideOpenBalance(step, wallet, request),
            StepKind.Jobs => null,
        };

    private Decision DecideEarn(Step step, InMemoryWallet wallet, Request request)
    {
        var command = PurchaseOf(step, wallet);
        return wallet.Decide((it, records) => Accrue.Decide(it, records, command, Terms, request, Earnings));
    }

    private Decision DecideRedeem(Step step, InMemoryWallet wallet, bool isHold, Request request)
    {
        var (rewardId, quantity, points, bill) = RewardOf(step, isHold);
        var command = new Redeem(wallet.Wallet.Id, rewardId, null, quantity, points)
        {
            By = new Actor.Member(),
            VoucherCode = "c",
            IsHold = isHold,
            // Holds last a week at most, so that some are ended by a step and some expire.
            HoldUntil = isHold ? _now.AddDays(1 + (step.Choice % 7)) : null,
            Bill = bill,
        };
        return wallet.Decide(it => Domain.Redeeming.Redeem.Decide(it, command, Terms, request));
    }

    private Decision DecideConfirm(InMemoryWallet wallet, Redemption held, Request request) =>
        wallet.Decide(
            (it, records) => ConfirmHold.Decide(it, records, new(held.RedemptionId, Operator), Terms, request)
        );

    private Decision DecideCancel(Step step, InMemoryWallet wallet, Redemption held, Request request)
    {
        var command = new CancelHold(held.RedemptionId, Operator, FaultPartyOf(step), null);
        return wallet.Decide((it, records) => CancelHold.Decide(it, records, command, Terms, request, Compensation));
    }

    private Decision DecideReverse(Step step, InMemoryWallet wallet, Redemption redemption, Request request)
    {
        int? quantity = step.Amount % 3 == 0 ? null : 1;
        var command = new Reverse(redemption.RedemptionId, Operator, quantity, FaultPartyOf(step), "test");
        return wallet.Decide((it, records) => Reverse.Decide(it, records, command, Terms, request, Compensation));
    }

    private Decision DecideUseVoucher(Step step, InMemoryWallet wallet, Redemption redemption, Request request)
    {
        var command = new UseVoucher(redemption.RedemptionId, "c", Operator, new(step.Amount), $"sale-{_number}");
        return wallet.Decide((it, records) => UseVoucher.Decide(it, records, command, Terms, request));
    }

    private Decision DecideRefund(InMemoryWallet wallet, Order order, Fen amount, Request request) =>
        DecideRefund(wallet, order.MerchantId, order.OrderId, new RefundClaim.Amount(amount), request);

    /// <summary>
    /// Refunds an order that has not arrived yet, sometimes one that was refunded before. A later purchase may be of
    /// that order.
    /// </summary>
    private Decision DecideEarlyRefund(Step step, InMemoryWallet wallet, Request request)
    {
        var again = step.Choice % 3 == 0 ? PickOne(wallet.WaitingEarlyRefunds, step.Choice / 3) : null;
        return DecideRefund(
            wallet,
            "shop",
            again?.OrderId ?? $"early-{_number}",
            new RefundClaim.Lines([new("a", new(step.Amount / 2))]),
            request
        );
    }

    /// <summary>Refunds so many orders that the wallet cannot list all of them.</summary>
    private Decision? DecideManyEarlyRefunds(Step step, InMemoryWallet wallet)
    {
        for (var i = 0; i < EarlyRefund.CountMaxPerMerchant; i++)
            DecideEarlyRefund(step, wallet, Domain.Ledger.Request.From("test", "life", $"{_number++}", "f", _now));
        return null;
    }

    private Decision DecideRefund(
        InMemoryWallet wallet,
        string merchantId,
        string orderId,
        RefundClaim claim,
        Request request
    )
    {
        var command = new Domain.Refunding.Refund(wallet.Wallet.Id, merchantId, orderId, $"refund-{_number}", claim);
        return wallet.Decide(
            (it, records) => Domain.Refunding.Refund.Decide(it, records, command, Terms, request, Earnings)
        );
    }

    private Decision DecideStartTransfer(Step step, InMemoryWallet wallet, Request request)
    {
        var command = new SendPoints(wallet.Wallet.Id, Members[1 - step.WalletIndex], new(1 + (step.Amount % 400)));
        var receiver = _wallets[1 - step.WalletIndex].Wallet;
        return wallet.Decide(it => SendPoints.Decide(it, command, receiver, Terms, request));
    }

    /// <summary>Gives a few points, or takes some of those that the wallet has. Some references come twice.</summary>
    private Decision DecideAdjust(Step step, InMemoryWallet wallet, Request request)
    {
        var points = step.Choice % 2 == 0 ? 1 + (step.Amount % 20) : -(1 + (step.Amount % 400));
        var command = new Adjust(
            wallet.Wallet.Id,
            step.Choice % 4 < 2 ? AdjustmentKind.Correction : AdjustmentKind.Goodwill,
            new(points),
            "test",
            $"reference-{step.Choice}"
        );
        return wallet.Decide((it, records) => Adjust.Decide(it, records, command, Terms, request, Adjustments));
    }

    /// <summary>Takes over one or two lots, some with days that purchases never give.</summary>
    private Decision DecideOpenBalance(Step step, InMemoryWallet wallet, Request request)
    {
        var today = Terms.BusinessDateOf(_now);
        Lot[] lots =
        [
            new(new(1 + (step.Amount % 300)), today.PlusDays(step.Choice % 500), "kiosk"),
            new(new(1 + (step.Amount % 70)), step.Choice % 3 == 0 ? null : today.PlusDays(step.Choice % 90), "shop"),
        ];
        var command = new OpenBalance(
            wallet.Wallet.Id,
            $"reference-{step.Choice}",
            [.. lots.Take(1 + (step.Choice % 2))]
        );
        return wallet.Decide((it, records) => OpenBalance.Decide(it, records, command, Terms, request, Openings));
    }

    private Accrue PurchaseOf(Step step, InMemoryWallet wallet)
    {
        var (merchantId, orderId) = OrderOf(step, wallet);
        return new(
            wallet.Wallet.Id,
            merchantId,
            orderId,
            _now,
            null,
            [
                new("a", "food", new(step.Amount), 1, null, ["energy-saving"]),
                new("b", "general", new(step.Amount / 3), 1, null, []),
            ],
            new(step.Choice % 2 == 0 ? 0 : step.Amount / 5),
            [.. RedemptionsToName(step, wallet, merchantId).Select(it => it.RedemptionId).Take(step.Choice % 3)],
            ByOperator: true
        )
        {
            ReusesNumber = wallet.Orders.Any(it => (it.MerchantId, it.OrderId) == (merchantId, orderId)),
        };
    }

    /// <summary>
    /// Picks what is bought: in a quarter of the cases an order that was refunded early, if there is one, however long
    /// ago; in another quarter an order of a number that had an order before, all of which was refunded; else a new
    /// order.
    /// </summary>
    private static (string MerchantId, string OrderId) OrderOf(Step step, InMemoryWallet wallet) =>
        step.Choice % 4 == 0 && PickOne(wallet.WaitingEarlyRefunds, step.Choice / 4) is { } earlyRefund
            ? (earlyRefund.MerchantId, earlyRefund.OrderId)
        : step.Choice % 4 == 1
        && PickOne(wallet.Orders.Where(it => it.IsFullyRefunded), step.Choice / 4) is { } refunded
            ? (refunded.MerchantId, refunded.OrderId)
        : (step.Choice % 3 == 0 ? "kiosk" : "shop", $"new-{wallet.Wallet.Sequence}");

    /// <summary>
    /// Redemptions that can have paid for a purchase, in almost all cases. With any, most purchases would be refused.
    /// </summary>
    private static IEnumerable<Redemption> RedemptionsToName(Step step, InMemoryWallet wallet, string merchantId) =>
        wallet.Redemptions.Where(it =>
            step.Choice % 50 == 7
            || (
                it.HonouredBy == merchantId
                && it.PaidOrderId is null
                && it.Status is RedemptionStatus.Completed or RedemptionStatus.PartlyReversed or RedemptionStatus.Held
            )
        );

    private static (string RewardId, int Quantity, Points? Points, Fen? Bill) RewardOf(Step step, bool isHold) =>
        (step.Choice % 3) switch
        {
            0 => ("box", 1 + (step.Amount % 2), null, null),
            1 => ("voucher", 1, new(100 + (step.Amount % 200)), isHold ? new Fen(1_000_000) : null),
            _ => ("offset", 1, new(1 + (step.Amount % 300)), new(step.Amount)),
        };

    /// <summary>Picks a granted redemption in one of eight cases at most: they return no points.</summary>
    private static Redemption? PickRedemption(Step step, InMemoryWallet wallet) =>
        PickOne(
            step.Amount % 8 == 0 ? wallet.Redemptions : wallet.Redemptions.Where(it => it.Grant is null),
            step.Choice
        );

    /// <summary>
    /// Picks a held redemption in three of four cases, any redemption in the fourth. With fewer held ones, most holds
    /// would expire before a step ends them.
    /// </summary>
    private static Redemption? PickHeld(Step step, InMemoryWallet wallet) =>
        PickOne(
            wallet.Redemptions.Where(it => step.Choice % 4 == 0 || it.Status == RedemptionStatus.Held),
            step.Choice
        );

    private static FaultParty FaultPartyOf(Step step) => step.Amount % 2 == 0 ? FaultParty.Member : FaultParty.Merchant;

    private static T? PickOne<T>(IEnumerable<T> from, int choice)
        where T : class
    {
        var all = from.ToArray();
        return all.Length == 0 ? null : all[choice % all.Length];
    }
}
