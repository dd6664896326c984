using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Redeeming;
using Points.Domain.Refunding;

namespace Points.Domain.Tests.Fuzzing;

/// <summary>What a member and a merchant do. The values are at the bounds of what requests may contain.</summary>
internal sealed partial class RandomLife
{
    private Decision Buy()
    {
        var purchase = new Accrue(
            Id,
            "shop",
            $"o-{_number}",
            _random.Next(3) == 0 ? RandomInstant() : _now,
            null,
            RandomLines(),
            Fen.Zero,
            [],
            ByOperator: _random.Next(2) == 0
        );
        purchase = purchase with { PaidWithPoints = new(Pick(0, purchase.Total.Value / 3, purchase.Total.Value)) };
        var request = NewRequest();
        _ = Accrue.Decide(_wallet.Wallet, LoadedRecords.None, purchase, _terms, request, Allowance.Unlimited);
        return _wallet.Decide((it, records) => Accrue.Decide(it, records, purchase, _terms, request, _budget));
    }

    private Decision Redeem(bool isHold)
    {
        var reward = _terms.Rewards[_random.Next(_terms.Rewards.Length)];
        var command = new Redeem(
            Id,
            reward.RewardId,
            null,
            Pick(1, 1, Domain.Redeeming.Redeem.QuantityMax),
            reward.Price.Usual is Price.Variable ? new(Pick(1L, 150, Domain.Redeeming.Redeem.PointsMax.Value)) : null
        )
        {
            By = Operator,
            VoucherCode = "c",
            IsHold = isHold,
            HoldUntil = isHold && _random.Next(2) == 0 ? Pick(RandomInstant(), _now.PlusDays(1)) : null,
            Bill = _random.Next(2) == 0 ? new Fen(Pick(0, 5_000, 10_000_000_000)) : null,
            Reservation = new("s", []),
        };
        return _wallet.Decide(it => Domain.Redeeming.Redeem.Decide(it, command, _terms, NewRequest()));
    }

    private Decision? Give()
    {
        if (_terms.Actions.IsEmpty)
            return null;
        var action = _terms.Actions[_random.Next(_terms.Actions.Length)];
        var command = new RecordAction(Id, action.Action, $"a-{_number}", ByOperator: true)
        {
            // A job gives each gift of a day once.
            OwnDay = _gifts.Add((action.Action, _terms.BusinessDateOf(_now))) ? _terms.BusinessDateOf(_now) : null,
        };
        return _wallet.Decide(it => RecordAction.Decide(it, command, _terms, NewRequest(), _budget));
    }

    private Decision Refund(Order order)
    {
        var command = new Refund(
            Id,
            order.MerchantId,
            order.OrderId,
            $"f-{_number}",
            new RefundClaim.Amount(new(Math.Max(1, Pick(1, order.Total.Value / 2, order.Total.Value))))
        );
        return _wallet.Decide(
            (it, records) => Domain.Refunding.Refund.Decide(it, records, command, _terms, NewRequest(), _budget)
        );
    }

    private Decision End(Redemption it)
    {
        var fault = _random.Next(2) == 0 ? FaultParty.Merchant : FaultParty.Member;
        return _random.Next(3) switch
        {
            0 => _wallet.Decide(
                (wallet, records) =>
                    ConfirmHold.Decide(wallet, records, new(it.RedemptionId, Operator), _terms, NewRequest())
            ),
            1 => _wallet.Decide(
                (wallet, records) =>
                    CancelHold.Decide(
                        wallet,
                        records,
                        new(it.RedemptionId, Operator, fault, null),
                        _terms,
                        NewRequest(),
                        _budget
                    )
            ),
            _ => _wallet.Decide(
                (wallet, records) =>
                    Reverse.Decide(
                        wallet,
                        records,
                        new(it.RedemptionId, Operator, Pick<int?>(null, 1), fault, "test"),
                        _terms,
                        NewRequest(),
                        _budget
                    )
            ),
        };
    }

    private Decision UseVoucher(Redemption it) =>
        _wallet.Decide(
            (wallet, records) =>
                Domain.Redeeming.UseVoucher.Decide(
                    wallet,
                    records,
                    new(it.RedemptionId, "c", Operator, new Fen(Pick(0, 10_000_000_000)), $"u-{_number}"),
                    _terms,
                    NewRequest()
                )
        );
}
