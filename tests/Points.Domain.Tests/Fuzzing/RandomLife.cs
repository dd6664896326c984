using System.Collections.Immutable;
using Points.Domain.Billing;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Expiring;
using Points.Domain.Granting;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Rules;
using Points.Domain.Redeeming;
using Points.Domain.Reviewing;
using Points.Domain.Tests.Granting;

namespace Points.Domain.Tests.Fuzzing;

/// <summary>
/// Lets a member live under any terms, at any time from 1900 to 9999: purchases, quotes, redemptions, holds, reversals,
/// refunds, gifts and jobs. Commands may be refused, but nothing throws.
/// </summary>
internal sealed partial class RandomLife
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

    private void RunJobs()
    {
        _wallet.CommitMaintenance(it => ExpiryMaintenance.Decide(it, _terms, _now));
        _wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, _terms, _now));
        _wallet.CommitMaintenance(it => TierReviewMaintenance.Decide(it, _terms, _now));
        foreach (var grant in _terms.Grants)
            while (GrantSchedule.IsDue(grant, _wallet.Wallet, _terms, _now))
                if (_wallet.Decide(it => GrantSample.Give(it, grant, _terms, _now, _budget)) is not Decision.Accepted)
                    break;
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
