using System.Collections.Immutable;
using Points.Domain.Billing;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Expiring;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Rules;
using Points.Domain.Redeeming;
using Points.Domain.Refunding;
using Points.Domain.Reviewing;

namespace Points.Domain.Tests.Fuzzing;

/// <summary>
/// Lets a member live under any terms, at any time from 1900 to 9999: purchases, quotes, redemptions, holds, reversals,
/// refunds, gifts and jobs. Commands may be refused, but nothing throws.
/// </summary>
internal sealed class RandomLife
{
    private const int Steps = 25;

    private static readonly DateTimeOffset First = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly WalletId Id = new("m-1", "shop");
    private static readonly Actor.Operator Operator = new();

    private readonly Random _random;
    private readonly ProgrammeTerms _terms;
    private readonly InMemoryWallet _wallet;
    private readonly Allowance _budget = new([new("main", new(1_000_000_000_000_000))], CancellationToken.None);
    private readonly HashSet<(string Action, DateOnly Day)> _gifts = [];
    private DateTimeOffset _now;
    private int _number;

    public RandomLife(Random random, ProgrammeTerms terms)
    {
        (_random, _terms) = (random, terms);
        _now = RandomInstant();
        _wallet = new(Wallet.Open(Id, new("key"), RandomFacts()));
    }

    /// <summary>How many commands were accepted.</summary>
    public int Accepted { get; private set; }

    public void Live()
    {
        Assert.NotEmpty(Disclosure.Create(_terms).Sections);
        for (var step = 0; step < Steps; step++)
        {
            TakeStep();
            RunJobs();
            Look();
            _now = _now.PlusDays(Pick(0, 1, 29, 400, 4_000));
        }
    }

    private void TakeStep()
    {
        var decision = _random.Next(9) switch
        {
            0 or 1 or 2 => Buy(),
            3 => Redeem(isHold: false),
            4 => Redeem(isHold: true),
            5 => Give(),
            6 => PickOne(_wallet.Orders) is { } it ? Refund(it) : null,
            7 => PickOne(_wallet.Redemptions) is { } it ? End(it) : null,
            _ => PickOne(_wallet.Redemptions) is { } it ? UseVoucher(it) : null,
        };
        if (decision is Decision.Accepted)
            Accepted++;
    }

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

    private void RunJobs()
    {
        _wallet.CommitMaintenance(it => ExpiryMaintenance.Decide(it, _terms, _now));
        _wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, _terms, _now));
        _wallet.CommitMaintenance(it => TierReviewMaintenance.Decide(it, _terms, _now));
        var today = _terms.BusinessDateOf(_now);
        _ = OwnDayGifts.ListBetween(_wallet.Wallet.Facts, _terms, today.PlusDays(-30), today).ToArray();
    }

    /// <summary>What can be asked for without a change.</summary>
    private void Look()
    {
        var wallet = _wallet.Wallet;
        _ = WalletMaintenance.ScheduleOf(wallet, _terms, _now);
        _ = BudgetKey.Of(_terms, _now);
        foreach (var reward in _terms.Rewards)
        {
            var offer = RewardOffer.Of(reward, _terms, wallet, piecesLeft: 1, _now);
            Assert.True(offer.Worth >= Fen.Zero && offer.Points >= Points.Zero);
        }
        var bill = new QuoteBill(
            Id,
            "shop",
            RandomLines(),
            [.. _terms.Rewards.Take(_random.Next(3)).Select(reward => reward.RewardId)],
            Points: null
        );
        _ = QuoteBill.Decide(wallet, bill, _terms, _now);
        Assert.Equal(
            wallet.Lots.Open,
            LedgerReplay.Rebuild(Id, wallet.LedgerKey, wallet.Facts, _wallet.Entries).Lots.Open
        );
    }

    private MemberFacts RandomFacts()
    {
        var today = _terms.BusinessDateOf(_now);
        DateOnly[] birthdays = [new(1900, 1, 1), new(1904, 2, 29), new(1960, 12, 31), today];
        return new(IdentityVerified: true, Frozen: false)
        {
            BirthDate = Pick(birthdays),
            PetBirthdays = [Pick(birthdays), Pick(birthdays)],
            Personalisation = _random.Next(2) == 0,
            OwnDaySpans =
            [
                new(OwnDay.Birthday, YearlyDay.Of(Pick(birthdays)), _now, null),
                new(OwnDay.PetBirthday, YearlyDay.Of(Pick(birthdays)), null, DateTimeOffset.MaxValue),
            ],
        };
    }

    private ImmutableArray<OrderLine> RandomLines()
    {
        var count = Pick(1, 2, 3, Accrue.LinesMax);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(at => new OrderLine(
                    $"s-{at}",
                    Pick("a", "b", "c"),
                    new(Pick(0, 1, 12_345, OrderLine.AmountMax.Value / count)),
                    1,
                    _random.Next(4) == 0 ? DateOnly.Parse(Pick(RandomDocument.Dates), null) : null,
                    []
                )),
        ];
    }

    private DateTimeOffset RandomInstant() =>
        _random.Next(4) switch
        {
            0 => Pick(First, DateTimeOffset.MaxValue, new(9999, 12, 30, 12, 0, 0, TimeSpan.Zero)),
            1 => First.AddDays(_random.Next((int)(DateTimeOffset.MaxValue - First).TotalDays)),
            _ => new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(_random.Next(3_000)),
        };

    private Request NewRequest() => Request.From("test", "fuzz", $"{_number++}", "f", _now);

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];

    private T? PickOne<T>(IEnumerable<T> from)
        where T : class
    {
        var all = from.ToArray();
        return all.Length == 0 ? null : all[_random.Next(all.Length)];
    }
}
