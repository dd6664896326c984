using FsCheck;
using FsCheck.Fluent;
using Points.Domain.Accruing;
using Points.Domain.Budgets;
using Points.Domain.Deciding;
using Points.Domain.Expiring;
using Points.Domain.Families;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Redeeming;
using Points.Domain.Refunding;
using Points.Domain.Reviewing;
using Points.Domain.Tests.Programmes;
using Points.Domain.Wallets;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests;

/// <summary>
/// Any sequence of everything that can happen to two wallets of a family: purchases at two merchants, redemptions, holds,
/// their ends, reversals, refunds in any order and part, transfers stopped at any step, jobs, and passing time. A failure prints
/// the seed that repeats it.
/// </summary>
internal static class Lives
{
    public enum Kind
    {
        Earn,
        Redeem,
        Hold,
        Confirm,
        Cancel,
        Reverse,
        RefundPart,
        RefundWhole,
        RefundAhead,
        Send,
        CarryOn,
        UseVoucher,
        Jobs,
    }

    public sealed record Step(Kind Kind, int Who, int Amount, int Pick, int DaysLater);

    public static readonly ProgrammeRevision[] Policies = [TermsWith("any-lot"), TermsWith("own-lot")];

    public static Gen<Step[]> AnySteps =>
        (
            from kind in Gen.Frequency(
                (8, Gen.Constant(Kind.Earn)),
                (3, Gen.Constant(Kind.Redeem)),
                (3, Gen.Constant(Kind.Hold)),
                (2, Gen.Constant(Kind.Confirm)),
                (2, Gen.Constant(Kind.Cancel)),
                (3, Gen.Constant(Kind.Reverse)),
                (4, Gen.Constant(Kind.RefundPart)),
                (2, Gen.Constant(Kind.RefundWhole)),
                (1, Gen.Constant(Kind.RefundAhead)),
                (3, Gen.Constant(Kind.Send)),
                (2, Gen.Constant(Kind.CarryOn)),
                (1, Gen.Constant(Kind.UseVoucher)),
                (3, Gen.Constant(Kind.Jobs))
            )
            from who in Gen.Choose(0, 1)
            from amount in Gen.Choose(0, 60_000)
            from pick in Gen.Choose(0, 1_000)
            from days in Gen.Frequency((10, Gen.Choose(0, 2)), (3, Gen.Choose(10, 60)), (1, Gen.Choose(200, 800)))
            select new Step(kind, who, amount, pick, days)
        )
            .ArrayOf()
            .Where(all => all.Sum(it => it.DaysLater) < 2_500);

    public static void ForAnyLife(Func<Life, bool> holds, ProgrammeRevision? only = null)
    {
        foreach (var terms in only is null ? Policies : [only])
            Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(200),
                Prop.ForAll(AnySteps.ToArbitrary(), all => holds(Life.Of(all, terms)))
            );
    }

    private static ProgrammeRevision TermsWith(string refundsFrom)
    {
        var read = Whole.Read(Whole.With("earning.refundsFrom", $"\"{refundsFrom}\""));
        Assert.True(read.Succeeded(out var terms), read.Faults.ToString());
        return terms with
        {
            Tiers = terms.Tiers! with
            {
                WindowMonths = 1,
                Levels =
                [
                    .. terms.Tiers.Levels.Select(level =>
                        level with
                        {
                            Visits = Math.Min(level.Visits, 1),
                            Spend = Fen.Min(level.Spend, new(100)),
                        }
                    ),
                ],
            },
            Rewards =
            [
                .. terms.Rewards.Select(reward =>
                    reward.RewardId == "box"
                        ? reward with
                        {
                            Price = Affordable(reward.Price),
                            Stock = null,
                            OnSaleFrom = null,
                            HeadStart = null,
                            Eligible = Domain.Programmes.Rules.Condition.Always,
                        }
                        : reward
                ),
            ],
        };
    }

    /// <summary>So that most lives come to have one.</summary>
    private static PriceList Affordable(PriceList prices) =>
        prices with
        {
            Usual = new Price.Fixed(new(60), new(400)),
            Windows = [],
        };

    /// <param name="first">The terms it begins under; others follow that shorten what was earned before, and lengthen it again.</param>
    public sealed class Life(ProgrammeRevision first)
    {
        private static readonly DateTimeOffset Begin = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8));
        private static readonly string[] Members = ["m-1", "m-2"];
        private readonly Books[] _books =
        [
            .. Members.Select(id => new Books(
                Wallet.Open(new(id, "shop"), Verified with { FamilyId = "f" }) with
                {
                    Tellings = [new(1, 2, Begin.AddDays(50))],
                }
            )),
        ];
        private readonly Programme _programme = new(
            "shop",
            Redating.Linked([
                first,
                first with
                {
                    Number = 2,
                    Validity = new Validity.Months(12, MonthEnd: true),
                    AppliesToEarned = true,
                    EffectiveFrom = first.BeginningOf(first.BusinessDate(Begin.AddDays(100))),
                },
                first with
                {
                    Number = 3,
                    Validity = new Validity.Months(18, MonthEnd: false),
                    AppliesToEarned = true,
                    EffectiveFrom = Begin.AddDays(400),
                },
            ])
        );

        private DateTimeOffset _now = Begin;
        private int _number;

        public IReadOnlyList<Books> Wallets => _books;

        private ProgrammeRevision Terms => _programme.At(_now)!;

        public static Life Of(Step[] steps, ProgrammeRevision terms)
        {
            var life = new Life(terms);
            foreach (var step in steps)
                life.Take(step);
            return life;
        }

        public bool ArrivedOf(Transfer transfer) =>
            _books[Array.IndexOf(Members, transfer.ToMemberId)]
                .Entries.Any(entry =>
                    entry.Cause is Cause.TransferIn it && it.TransferId == transfer.TransferId && it.Taken
                );

        public void CarryAllOn()
        {
            foreach (var transfer in _books.SelectMany(it => it.Transfers.ToArray()))
                CarryOn(transfer, stopHalfWay: false);
        }

        /// <summary>Everything that jobs do to a wallet by itself.</summary>
        private void RunJobs(Books books)
        {
            books.Tend(it => Expire.Decide(it, Terms, _now));
            books.Tend(it => Remind.Decide(it, Terms, _now));
            books.Tend(it => ReviewTier.Decide(it, Terms, _now));
            Assert.False(
                books.Tend(it => Remind.Decide(it, Terms, _now))
                    || books.Tend(it => ReviewTier.Decide(it, Terms, _now)),
                "a job that has run finds more to do"
            );
        }

        private void Take(Step step)
        {
            _now = _now.AddDays(step.DaysLater);
            if (step.Kind == Kind.Jobs)
            {
                RunJobs(_books[step.Who]);
                return;
            }
            var (books, other, request) = (_books[step.Who], Members[1 - step.Who], Request($"{_number++}"));
            var redemption = Picked(books.Redemptions, step.Pick);
            // Mostly what is held, or holds would seldom end by anybody's doing.
            var held = Picked(
                books.Redemptions.Where(it => step.Pick % 4 == 0 || it.Status == RedemptionStatus.Held),
                step.Pick
            );
            var order = Picked(books.Orders, step.Pick);
            _ = step.Kind switch
            {
                Kind.Earn => books.Do(
                    (it, records) =>
                        Accrue.Decide(
                            it,
                            records,
                            Purchase(it.Id, step, OrderId(step, books)),
                            Terms,
                            request,
                            Allowance.Unlimited
                        )
                ),
                Kind.Redeem => books.Do(it =>
                    Domain.Redeeming.Redeem.Decide(it, Redeem(it.Id, step, holds: false), Terms, request)
                ),
                Kind.Hold => books.Do(it =>
                    Domain.Redeeming.Redeem.Decide(it, Redeem(it.Id, step, holds: true), Terms, request)
                ),
                Kind.Confirm when held is not null => books.Do(
                    (it, records) =>
                        ConfirmHold.Decide(it, records, new(held.RedemptionId, new Actor.Operator()), Terms, request)
                ),
                Kind.Cancel when held is not null => books.Do(
                    (it, records) =>
                        CancelHold.Decide(
                            it,
                            records,
                            new(held.RedemptionId, new Actor.Operator(), FaultOf(step), null),
                            Terms,
                            request
                        )
                ),
                Kind.Reverse when redemption is not null => books.Do(
                    (it, records) =>
                        Reverse.Decide(
                            it,
                            records,
                            new(
                                redemption.RedemptionId,
                                new Actor.Operator(),
                                step.Amount % 3 == 0 ? null : 1,
                                FaultOf(step),
                                "test"
                            ),
                            Terms,
                            request
                        )
                ),
                Kind.UseVoucher when redemption is not null => books.Do(
                    (it, records) =>
                        UseVoucher.Decide(
                            it,
                            records,
                            new(
                                redemption.RedemptionId,
                                "c",
                                new Actor.Operator(),
                                new(step.Amount),
                                $"sale-{_number}"
                            ),
                            Terms,
                            request
                        )
                ),
                Kind.RefundPart when order is not null => Refund(
                    books,
                    order.OrderId,
                    order.MerchantId,
                    new RefundClaim.Amount(new(step.Amount)),
                    request
                ),
                Kind.RefundWhole when order is not null => Refund(
                    books,
                    order.OrderId,
                    order.MerchantId,
                    new RefundClaim.Amount(order.Total - order.RefundedTotal),
                    request
                ),
                Kind.RefundAhead => Refund(
                    books,
                    $"order-{_number + 3}",
                    "shop",
                    new RefundClaim.Lines([new("a", new(step.Amount / 2))]),
                    request
                ),
                Kind.Send => books.Do(it =>
                    SendPoints.Decide(
                        it,
                        new(it.Id, other, new(1 + (step.Amount % 400))),
                        Verified with
                        {
                            FamilyId = "f",
                        },
                        Terms,
                        request
                    )
                ),
                Kind.CarryOn => Picked(books.Transfers, step.Pick) is { } transfer
                    ? CarryOn(transfer, stopHalfWay: step.Amount % 2 == 0)
                    : null,
                _ => null,
            };
        }

        private Decision Refund(Books books, string orderId, string merchantId, RefundClaim claim, Request request) =>
            books.Do(
                (it, records) =>
                    Domain.Refunding.Refund.Decide(
                        it,
                        records,
                        new(it.Id, merchantId, orderId, $"refund-{_number}", claim),
                        Terms,
                        request,
                        Allowance.Unlimited
                    )
            );

        /// <summary>As the saga does it: each step once, however often it is come to.</summary>
        private Decision? CarryOn(Transfer transfer, bool stopHalfWay)
        {
            var (sender, receiver) = (
                _books[Array.IndexOf(Members, transfer.FromMemberId)],
                _books[Array.IndexOf(Members, transfer.ToMemberId)]
            );
            var (arrival, end) = (
                TransferSteps.Arrival(transfer.TransferId, _now),
                TransferSteps.End(transfer.TransferId, _now)
            );
            if (receiver.Entries.All(entry => entry.EntryId != arrival.EntryId))
                receiver.Do(it => TransferSteps.Arrive(it, transfer, Terms, arrival));
            if (stopHalfWay || sender.Entries.Any(entry => entry.EntryId == end.EntryId))
                return null;
            return sender.Do(it => TransferSteps.Finish(it, transfer, ArrivedOf(transfer), Terms, end));
        }

        private Accrue Purchase(WalletId wallet, Step step, string orderId) =>
            new(
                wallet,
                orderId.StartsWith("own", StringComparison.Ordinal) && step.Pick % 3 == 0 ? "kiosk" : "shop",
                orderId,
                _now,
                null,
                [
                    new("a", "food", new(step.Amount), 1, null, ["energy-saving"]),
                    new("b", "general", new(step.Amount / 3), 1, null, []),
                ],
                new(step.Pick % 2 == 0 ? 0 : step.Amount / 5),
                [.. _books[step.Who].Redemptions.Select(it => it.RedemptionId).Take(step.Pick % 3)],
                ByOperator: true
            );

        private static string OrderId(Step step, Books books) =>
            books.Wallet.Awaited is [var awaited, ..] && step.Pick % 2 == 0
                ? awaited.Order.OrderId
                : $"own-{books.Wallet.Sequence}";

        /// <summary>Holds last a week at most, so that some are ended and some end by themselves.</summary>
        private Redeem Redeem(WalletId wallet, Step step, bool holds) =>
            Redeem(wallet, step, holds, holds ? _now.AddDays(1 + (step.Pick % 7)) : null);

        private static Redeem Redeem(WalletId wallet, Step step, bool holds, DateTimeOffset? until) =>
            (step.Pick % 3) switch
            {
                0 => new(wallet, "box", null, 1 + (step.Amount % 2), null)
                {
                    By = new Actor.Member(),
                    VoucherCode = "c",
                    Holds = holds,
                    HoldUntil = until,
                },
                1 => new(wallet, "voucher", null, 1, new(100 + (step.Amount % 200)))
                {
                    By = new Actor.Member(),
                    VoucherCode = "c",
                    Holds = holds,
                    HoldUntil = until,
                    Bill = holds ? new Fen(1_000_000) : null,
                },
                _ => new(wallet, "offset", null, 1, new(1 + (step.Amount % 300)))
                {
                    By = new Actor.Member(),
                    VoucherCode = "c",
                    Holds = holds,
                    HoldUntil = until,
                    Bill = new Fen(step.Amount),
                },
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
