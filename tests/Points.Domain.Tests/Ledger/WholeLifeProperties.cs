using FsCheck;
using FsCheck.Fluent;
using Points.Domain.Accruing;
using Points.Domain.Budgets;
using Points.Domain.Deciding;
using Points.Domain.Families;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Redeeming;
using Points.Domain.Refunding;
using Points.Domain.Tests.Programmes;
using Points.Domain.Wallets;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Ledger;

/// <summary>
/// What holds after any sequence of everything that can happen to two wallets of a family: purchases, redemptions, holds,
/// their ends, reversals, refunds in any order and part, transfers stopped at any step, and passing time. A failure
/// prints the seed that repeats it.
/// </summary>
public sealed class WholeLifeProperties
{
    public enum Kind { Earn, Redeem, Hold, Confirm, Cancel, Reverse, RefundPart, RefundWhole, RefundAhead, Send, CarryOn, UseVoucher }

    public sealed record Step(Kind Kind, int Who, int Amount, int Pick, int DaysLater);

    private static readonly ProgrammeRevision[] Policies = [TermsWith("any-lot"), TermsWith("own-lot")];

    [Fact]
    public void Available_held_spent_and_expired_less_what_is_owed_is_always_what_was_granted() => ForAnyLife(life => life.Wallets.All(it =>
    {
        var granted = it.Orders.Sum(order => order.Points.Value - order.TakenBack.Value) + it.Entries.Sum(Compensation) + it.Entries.Sum(Given);
        var spent = it.Redemptions.Where(redemption => redemption.Status is not (RedemptionStatus.Held or RedemptionStatus.Cancelled))
            .Sum(redemption => redemption.Points.Of(redemption.Quantity - redemption.Reversed, redemption.Quantity).Value);
        // What had expired of an order that was refunded later is taken back: it no longer counts as granted, nor as expired.
        var expired = -it.Entries.Where(entry => entry.Cause is Cause.Expiry).Sum(entry => entry.Points.Value) + it.Entries.Sum(ExpiredOnArrival) - it.Entries.Sum(LapsedOf);
        return it.Wallet.Lots.Total.Value + it.Wallet.Held.Value + spent + expired - it.Wallet.Debt.Value == granted;
    }));

    [Fact]
    public void No_lot_hold_or_debt_is_empty_or_below_zero() => ForAnyLife(life => life.Wallets.All(it =>
        it.Wallet.Lots.Open.All(lot => lot.Points > Points.Zero)
        && it.Wallet.Debts.All(debt => debt.Points > Points.Zero)
        && it.Wallet.Holds.All(hold => hold.Lots.All(lot => lot.Points > Points.Zero))));

    [Fact]
    public void Every_entry_explains_itself_and_the_chain_verifies() => ForAnyLife(life => life.Wallets.All(it =>
        HashChain.FirstFault(it.Wallet.Id, it.Entries) is null
        && it.Entries.Where(entry => entry.Cause is not Cause.Expiry).All(entry => entry.Explanation.Sum(line => line.Points.Value) == entry.Points.Value)));

    [Fact]
    public void Replaying_the_ledger_from_nothing_gives_an_equal_wallet() => ForAnyLife(life => life.Wallets.All(it =>
        Shown(Domain.Ledger.Replay.Of(it.Wallet.Id, it.Wallet.Facts, it.Entries)) == Shown(it.Wallet)));

    [Fact]
    public void A_refund_takes_back_what_was_earned_whatever_the_parts_and_never_more() => ForAnyLife(life => life.Wallets.SelectMany(it => it.Orders).All(order =>
        order.Shares.Sum(share => share.Value) == order.Points.Value
        && order.TakenBack <= order.Points
        && (!order.IsRefundedWhole || order.TakenBack == order.Points)));

    [Fact]
    public void Where_refunds_take_from_any_lot_nobody_owes_who_has_points_to_spend() => ForAnyLife(
        life => life.Wallets.All(it => it.Wallet.Debt == Points.Zero || it.Wallet.Lots.Total == Points.Zero), Policies[0]);

    [Fact]
    public void A_transfer_carried_on_in_the_end_leaves_its_points_in_one_wallet() => ForAnyLife(life =>
    {
        life.CarryAllOn();
        return life.Wallets.All(it => it.Wallet.Holds.All(hold => hold is not Hold.InTransit))
            && life.Wallets.SelectMany(it => it.Transfers).All(transfer => life.ArrivedOf(transfer) == (transfer.Status == TransferStatus.Arrived))
            && life.Wallets.Sum(it => it.Entries.Sum(Given)) == 0;
    });

    /// <summary>What an entry brings from another wallet, or has taken to one for good.</summary>
    private static long Given(LedgerEntry entry) => entry.Cause switch
    {
        Cause.TransferIn => entry.Explanation[0].Points.Value,
        Cause.TransferEnd { Arrived: true } => entry.Held.Sum(lot => lot.Points.Value),
        _ => 0,
    };

    /// <summary>What came back after its last day.</summary>
    private static long ExpiredOnArrival(LedgerEntry entry) => -entry.Explanation.Where(line => line.Rule == "expiry").Sum(line => line.Points.Value);

    /// <summary>What a refund took back that had expired.</summary>
    private static long LapsedOf(LedgerEntry entry) => entry.Cause is Cause.Refund { Lapsed: { } lapsed } ? lapsed.Points.Value : 0;

    /// <summary>What a merchant at fault gave on top: of what was taken, or of what it had held.</summary>
    private static long Compensation(LedgerEntry entry) => entry.Cause switch
    {
        Cause.Reversal it => it.Compensation.Value,
        Cause.Release it => it.Compensation.Value,
        _ => 0,
    };

    private static string Shown(Wallet it) => string.Join('\n', new[] { $"{it.Sequence} {it.Head}" }
        .Concat(it.Lots.Open.Select(lot => lot.ToString()))
        .Concat(it.Holds.Select(hold => $"{hold.HoldId} {hold.DueAt:O} {hold.GetType().Name} {string.Join(' ', hold.Lots)}"))
        .Concat(it.Lapsed.Open.Select(lot => $"lapsed {lot}"))
        .Concat(it.Debts.Select(debt => debt.ToString())));

    [Fact]
    public void These_lives_have_everything_in_them()
    {
        var causes = AnySteps.Sample(100, new Rnd(2026), 400).SelectMany(steps => Life.Of(steps, Policies[0]).Wallets).SelectMany(it => it.Entries).Select(entry => entry.Cause).ToArray();

        Assert.Empty(typeof(Cause).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Cause)) && type != typeof(Cause.Deed)).Except(causes.Select(cause => cause.GetType())));
        Assert.Contains(causes, cause => cause is Cause.Release { Reason: ReleaseReason.Lapsed });
        Assert.Contains(causes, cause => cause is Cause.Reversal { Compensation.Value: > 0, Left: > 0 });
        Assert.Contains(causes, cause => cause is Cause.Release { Compensation.Value: > 0 });
        Assert.Contains(causes, cause => cause is Cause.Refund { Returned.Value: > 0 });
        Assert.Contains(causes, cause => cause is Cause.Refund { Ahead: true });
        Assert.Contains(causes, cause => cause is Cause.Refund { Lapsed: not null });
    }

    private static Gen<Step[]> AnySteps =>
        (from kind in Gen.Frequency(
            (8, Gen.Constant(Kind.Earn)), (3, Gen.Constant(Kind.Redeem)), (3, Gen.Constant(Kind.Hold)), (2, Gen.Constant(Kind.Confirm)), (2, Gen.Constant(Kind.Cancel)),
            (3, Gen.Constant(Kind.Reverse)), (4, Gen.Constant(Kind.RefundPart)), (2, Gen.Constant(Kind.RefundWhole)), (1, Gen.Constant(Kind.RefundAhead)),
            (3, Gen.Constant(Kind.Send)), (2, Gen.Constant(Kind.CarryOn)), (1, Gen.Constant(Kind.UseVoucher)))
         from who in Gen.Choose(0, 1)
         from amount in Gen.Choose(0, 60_000)
         from pick in Gen.Choose(0, 1_000)
         from days in Gen.Frequency((10, Gen.Choose(0, 2)), (3, Gen.Choose(10, 60)), (1, Gen.Choose(200, 800)))
         select new Step(kind, who, amount, pick, days)).ArrayOf().Where(all => all.Sum(it => it.DaysLater) < 2_500);

    private static void ForAnyLife(Func<Life, bool> holds, ProgrammeRevision? only = null)
    {
        foreach (var terms in only is null ? Policies : [only])
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(AnySteps.ToArbitrary(), all => holds(Life.Of(all, terms))));
    }

    private static ProgrammeRevision TermsWith(string refundsFrom)
    {
        var read = Whole.Read(Whole.With("earning.refundsFrom", $"\"{refundsFrom}\""));
        Assert.True(read.Succeeded(out var terms), read.Faults.ToString());
        return terms with
        {
            Rewards = [.. terms.Rewards.Select(reward => reward.RewardId == "box" ? reward with { Price = Affordable(reward.Price), Stock = null, OnSaleFrom = null, HeadStart = null, Eligible = Domain.Programmes.Rules.Condition.Always } : reward)],
        };
    }

    /// <summary>So that most lives come to have one.</summary>
    private static PriceList Affordable(PriceList prices) => prices with { Usual = new Price.Fixed(new(60), new(400)), Windows = [] };

    private sealed class Life(ProgrammeRevision terms)
    {
        private static readonly string[] Members = ["m-1", "m-2"];
        private readonly Books[] _books = [.. Members.Select(id => new Books(Wallet.Open(new(id, "shop"), Verified with { FamilyId = "f" })))];
        private DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8));
        private int _number;

        public IReadOnlyList<Books> Wallets => _books;

        public static Life Of(Step[] steps, ProgrammeRevision terms)
        {
            var life = new Life(terms);
            foreach (var step in steps) life.Take(step);
            return life;
        }

        public bool ArrivedOf(Transfer transfer) =>
            _books[Array.IndexOf(Members, transfer.ToMemberId)].Entries.Any(entry => entry.Cause is Cause.TransferIn it && it.TransferId == transfer.TransferId && it.Taken);

        public void CarryAllOn()
        {
            foreach (var transfer in _books.SelectMany(it => it.Transfers.ToArray())) CarryOn(transfer, stopHalfWay: false);
        }

        private void Take(Step step)
        {
            _now = _now.AddDays(step.DaysLater);
            var (books, other, request) = (_books[step.Who], Members[1 - step.Who], Request($"{_number++}"));
            var redemption = Picked(books.Redemptions, step.Pick);
            // Mostly what is held, or holds would seldom end by anybody's doing.
            var held = Picked(books.Redemptions.Where(it => step.Pick % 4 == 0 || it.Status == RedemptionStatus.Held), step.Pick);
            var order = Picked(books.Orders, step.Pick);
            _ = step.Kind switch
            {
                Kind.Earn => books.Do((it, records) => Accrue.Decide(it, records, Purchase(it.Id, step, OrderId(step, books)), terms, request, Allowance.Unlimited)),
                Kind.Redeem => books.Do(it => Domain.Redeeming.Redeem.Decide(it, Redeem(it.Id, step, holds: false), terms, request)),
                Kind.Hold => books.Do(it => Domain.Redeeming.Redeem.Decide(it, Redeem(it.Id, step, holds: true), terms, request)),
                Kind.Confirm when held is not null => books.Do((it, records) => ConfirmHold.Decide(it, records, new(held.RedemptionId, new Actor.Operator()), terms, request)),
                Kind.Cancel when held is not null => books.Do((it, records) => CancelHold.Decide(it, records, new(held.RedemptionId, new Actor.Operator(), FaultOf(step), null), terms, request)),
                Kind.Reverse when redemption is not null => books.Do((it, records) => Reverse.Decide(
                    it, records, new(redemption.RedemptionId, new Actor.Operator(), step.Amount % 3 == 0 ? null : 1, FaultOf(step), "test"), terms, request)),
                Kind.UseVoucher when redemption is not null => books.Do((it, records) => UseVoucher.Decide(it, records, new(redemption.RedemptionId, "c", new Actor.Operator(), new(step.Amount), $"sale-{_number}"), terms, request)),
                Kind.RefundPart when order is not null => Refund(books, order.OrderId, new RefundClaim.Amount(new(step.Amount)), request),
                Kind.RefundWhole when order is not null => Refund(books, order.OrderId, new RefundClaim.Amount(order.Total - order.RefundedTotal), request),
                Kind.RefundAhead => Refund(books, $"order-{_number + 3}", new RefundClaim.Lines([new("a", new(step.Amount / 2))]), request),
                Kind.Send => books.Do(it => SendPoints.Decide(it, new(it.Id, other, new(1 + (step.Amount % 400))), Verified with { FamilyId = "f" }, terms, request)),
                Kind.CarryOn => Picked(books.Transfers, step.Pick) is { } transfer ? CarryOn(transfer, stopHalfWay: step.Amount % 2 == 0) : null,
                _ => null,
            };
        }

        private Decision Refund(Books books, string orderId, RefundClaim claim, Request request) =>
            books.Do((it, records) => Domain.Refunding.Refund.Decide(it, records, new(it.Id, "shop", orderId, $"refund-{_number}", claim), terms, request, Allowance.Unlimited));

        /// <summary>As the saga does it: each step once, however often it is come to.</summary>
        private Decision? CarryOn(Transfer transfer, bool stopHalfWay)
        {
            var (sender, receiver) = (_books[Array.IndexOf(Members, transfer.FromMemberId)], _books[Array.IndexOf(Members, transfer.ToMemberId)]);
            var (arrival, end) = (TransferSteps.Arrival(transfer.TransferId, _now), TransferSteps.End(transfer.TransferId, _now));
            if (receiver.Entries.All(entry => entry.EntryId != arrival.EntryId)) receiver.Do(it => TransferSteps.Arrive(it, transfer, terms, arrival));
            if (stopHalfWay || sender.Entries.Any(entry => entry.EntryId == end.EntryId)) return null;
            return sender.Do(it => TransferSteps.Finish(it, transfer, ArrivedOf(transfer), terms, end));
        }

        private Accrue Purchase(WalletId wallet, Step step, string orderId) => new(
            wallet, "shop", orderId, _now, null, [new("a", "food", new(step.Amount), 1, null, ["energy-saving"]), new("b", "general", new(step.Amount / 3), 1, null, [])],
            new(step.Pick % 2 == 0 ? 0 : step.Amount / 5), [.. _books[step.Who].Redemptions.Select(it => it.RedemptionId).Take(step.Pick % 3)], ByOperator: true);

        private static string OrderId(Step step, Books books) =>
            books.Wallet.Awaited is [var awaited, ..] && step.Pick % 2 == 0 ? awaited.Order.OrderId : $"own-{books.Wallet.Sequence}";

        /// <summary>Holds last a week at most, so that some are ended and some end by themselves.</summary>
        private Redeem Redeem(WalletId wallet, Step step, bool holds) => Redeem(wallet, step, holds, holds ? _now.AddDays(1 + (step.Pick % 7)) : null);

        private static Redeem Redeem(WalletId wallet, Step step, bool holds, DateTimeOffset? until) => (step.Pick % 3) switch
        {
            0 => new(wallet, "box", null, 1 + (step.Amount % 2), null) { By = new Actor.Member(), VoucherCode = "c", Holds = holds, HoldUntil = until },
            1 => new(wallet, "voucher", null, 1, new(100 + (step.Amount % 200))) { By = new Actor.Member(), VoucherCode = "c", Holds = holds, HoldUntil = until, Bill = holds ? new Fen(1_000_000) : null },
            _ => new(wallet, "offset", null, 1, new(1 + (step.Amount % 300))) { By = new Actor.Member(), VoucherCode = "c", Holds = holds, HoldUntil = until, Bill = new Fen(step.Amount) },
        };

        private static AtFault FaultOf(Step step) => step.Amount % 2 == 0 ? AtFault.Member : AtFault.Merchant;

        private static T? Picked<T>(IEnumerable<T> from, int pick)
            where T : class
        {
            var all = from.ToArray();
            return all.Length == 0 ? null : all[pick % all.Length];
        }

        private Request Request(string key) => Deciding.Request.From("test", "life", key, "f", _now);
    }
}
