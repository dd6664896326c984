using FsCheck;
using FsCheck.Fluent;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Expiring;
using Points.Domain.Families;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Redeeming;
using Points.Domain.Reviewing;
using Points.Domain.Tests.Programmes;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests;

/// <summary>
/// Any sequence of everything that can happen to two wallets of a family: purchases at two merchants, redemptions, holds,
/// their ends, reversals, refunds in any order and part, transfers stopped at any step, jobs, and passing time. A failure prints
/// the seed that repeats it.
/// </summary>
internal static class RandomScenarios
{
    public enum StepKind
    {
        Earn,
        Redeem,
        Hold,
        Confirm,
        Cancel,
        Reverse,
        RefundPart,
        RefundWhole,
        EarlyRefund,
        StartTransfer,
        ResumeTransfer,
        UseVoucher,
        Jobs,
    }

    public sealed record Step(StepKind Kind, int WalletIndex, int Amount, int Choice, int DaysLater);

    public static readonly ProgrammeTerms[] RefundPolicies = [TermsWith("any-lot"), TermsWith("own-lot")];

    public static Gen<Step[]> StepSequences =>
        (
            from kind in Gen.Frequency(
                (8, Gen.Constant(StepKind.Earn)),
                (3, Gen.Constant(StepKind.Redeem)),
                (3, Gen.Constant(StepKind.Hold)),
                (2, Gen.Constant(StepKind.Confirm)),
                (2, Gen.Constant(StepKind.Cancel)),
                (3, Gen.Constant(StepKind.Reverse)),
                (4, Gen.Constant(StepKind.RefundPart)),
                (2, Gen.Constant(StepKind.RefundWhole)),
                (1, Gen.Constant(StepKind.EarlyRefund)),
                (3, Gen.Constant(StepKind.StartTransfer)),
                (2, Gen.Constant(StepKind.ResumeTransfer)),
                (1, Gen.Constant(StepKind.UseVoucher)),
                (3, Gen.Constant(StepKind.Jobs))
            )
            from who in Gen.Choose(0, 1)
            from amount in Gen.Choose(0, 60_000)
            from pick in Gen.Choose(0, 1_000)
            from days in Gen.Frequency((10, Gen.Choose(0, 2)), (3, Gen.Choose(10, 60)), (1, Gen.Choose(200, 800)))
            select new Step(kind, who, amount, pick, days)
        )
            .ArrayOf()
            .Where(all => all.Sum(it => it.DaysLater) < 2_500);

    public static void CheckEvery(Func<Scenario, bool> holds, ProgrammeTerms? only = null)
    {
        foreach (var terms in only is null ? RefundPolicies : [only])
            Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(200),
                Prop.ForAll(StepSequences.ToArbitrary(), all => holds(Scenario.Run(all, terms)))
            );
    }

    private static ProgrammeTerms TermsWith(string refundsFrom)
    {
        var read = CompleteDocument.Read(CompleteDocument.WithChange("earning.refundsFrom", $"\"{refundsFrom}\""));
        Assert.True(read.TryGetValue(out var terms), read.Errors.ToString());
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
                            Price = WithLowPrices(reward.Price),
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
    private static PriceList WithLowPrices(PriceList prices) =>
        prices with
        {
            Usual = new Price.Fixed(new(60), new(400)),
            Windows = [],
        };

    /// <param name="first">The terms it begins under; others follow that shorten what was earned before, and lengthen it again.</param>
    public sealed class Scenario(ProgrammeTerms first)
    {
        private static readonly DateTimeOffset Begin = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8));
        private static readonly string[] Members = ["m-1", "m-2"];
        private readonly InMemoryWallet[] _books =
        [
            .. Members.Select(id => new InMemoryWallet(
                Wallet.Open(new(id, "shop"), Verified with { FamilyId = "f" }) with
                {
                    ChangeNotifications = [new(1, 2, Begin.AddDays(50))],
                }
            )),
        ];
        private readonly Programme _programme = new(
            "shop",
            ExpiryChange.AttachTo([
                first,
                first with
                {
                    Number = 2,
                    Validity = new Validity.Months(12, MonthEnd: true),
                    AppliesToEarned = true,
                    EffectiveFrom = first.StartOfDay(first.BusinessDateOf(Begin.AddDays(100))),
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

        public IReadOnlyList<InMemoryWallet> Wallets => _books;

        private ProgrammeTerms Terms => _programme.TermsAt(_now)!;

        public static Scenario Run(Step[] steps, ProgrammeTerms terms)
        {
            var life = new Scenario(terms);
            foreach (var step in steps)
                life.ApplyStep(step);
            return life;
        }

        public bool HasArrived(Transfer transfer) =>
            _books[Array.IndexOf(Members, transfer.ToMemberId)]
                .Entries.Any(entry =>
                    entry.Kind is EntryKind.TransferIn it && it.TransferId == transfer.TransferId && it.IsAccepted
                );

        public void ResumeAllTransfers()
        {
            foreach (var transfer in _books.SelectMany(it => it.Transfers.ToArray()))
                ResumeTransfer(transfer, stopHalfWay: false);
        }

        /// <summary>Everything that jobs do to a wallet by itself.</summary>
        private void RunJobs(InMemoryWallet wallet)
        {
            wallet.CommitMaintenance(it => Expire.Decide(it, Terms, _now));
            wallet.CommitMaintenance(it => Remind.Decide(it, Terms, _now));
            wallet.CommitMaintenance(it => ReviewTier.Decide(it, Terms, _now));
            Assert.False(
                wallet.CommitMaintenance(it => Remind.Decide(it, Terms, _now))
                    || wallet.CommitMaintenance(it => ReviewTier.Decide(it, Terms, _now)),
                "a job that has run finds more to do"
            );
        }

        private void ApplyStep(Step step)
        {
            _now = _now.AddDays(step.DaysLater);
            if (step.Kind == StepKind.Jobs)
            {
                RunJobs(_books[step.WalletIndex]);
                return;
            }
            var (books, other, request) = (
                _books[step.WalletIndex],
                Members[1 - step.WalletIndex],
                Request($"{_number++}")
            );
            var redemption = PickOne(books.Redemptions, step.Choice);
            // Mostly what is held, or holds would seldom end by anybody's doing.
            var held = PickOne(
                books.Redemptions.Where(it => step.Choice % 4 == 0 || it.Status == RedemptionStatus.Held),
                step.Choice
            );
            var order = PickOne(books.Orders, step.Choice);
            _ = step.Kind switch
            {
                StepKind.Earn => books.Decide(
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
                StepKind.Redeem => books.Decide(it =>
                    Domain.Redeeming.Redeem.Decide(it, Redeem(it.Id, step, holds: false), Terms, request)
                ),
                StepKind.Hold => books.Decide(it =>
                    Domain.Redeeming.Redeem.Decide(it, Redeem(it.Id, step, holds: true), Terms, request)
                ),
                StepKind.Confirm when held is not null => books.Decide(
                    (it, records) =>
                        ConfirmHold.Decide(it, records, new(held.RedemptionId, new Actor.Operator()), Terms, request)
                ),
                StepKind.Cancel when held is not null => books.Decide(
                    (it, records) =>
                        CancelHold.Decide(
                            it,
                            records,
                            new(held.RedemptionId, new Actor.Operator(), FaultPartyOf(step), null),
                            Terms,
                            request
                        )
                ),
                StepKind.Reverse when redemption is not null => books.Decide(
                    (it, records) =>
                        Reverse.Decide(
                            it,
                            records,
                            new(
                                redemption.RedemptionId,
                                new Actor.Operator(),
                                step.Amount % 3 == 0 ? null : 1,
                                FaultPartyOf(step),
                                "test"
                            ),
                            Terms,
                            request
                        )
                ),
                StepKind.UseVoucher when redemption is not null => books.Decide(
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
                StepKind.RefundPart when order is not null => Refund(
                    books,
                    order.OrderId,
                    order.MerchantId,
                    new RefundClaim.Amount(new(step.Amount)),
                    request
                ),
                StepKind.RefundWhole when order is not null => Refund(
                    books,
                    order.OrderId,
                    order.MerchantId,
                    new RefundClaim.Amount(order.Total - order.RefundedTotal),
                    request
                ),
                StepKind.EarlyRefund => Refund(
                    books,
                    $"order-{_number + 3}",
                    "shop",
                    new RefundClaim.Lines([new("a", new(step.Amount / 2))]),
                    request
                ),
                StepKind.StartTransfer => books.Decide(it =>
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
                StepKind.ResumeTransfer => PickOne(books.Transfers, step.Choice) is { } transfer
                    ? ResumeTransfer(transfer, stopHalfWay: step.Amount % 2 == 0)
                    : null,
                _ => null,
            };
        }

        private Decision Refund(
            InMemoryWallet wallet,
            string orderId,
            string merchantId,
            RefundClaim claim,
            Request request
        ) =>
            wallet.Decide(
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
        private Decision? ResumeTransfer(Transfer transfer, bool stopHalfWay)
        {
            var (sender, receiver) = (
                _books[Array.IndexOf(Members, transfer.FromMemberId)],
                _books[Array.IndexOf(Members, transfer.ToMemberId)]
            );
            var (arrival, end) = (
                TransferSteps.ArrivalRequest(transfer.TransferId, _now),
                TransferSteps.CompletionRequest(transfer.TransferId, _now)
            );
            if (receiver.Entries.All(entry => entry.EntryId != arrival.EntryId))
                receiver.Decide(it => TransferSteps.DecideArrival(it, transfer, Terms, arrival));
            if (stopHalfWay || sender.Entries.Any(entry => entry.EntryId == end.EntryId))
                return null;
            return sender.Decide(it => TransferSteps.DecideCompletion(it, transfer, HasArrived(transfer), Terms, end));
        }

        private Accrue Purchase(WalletId wallet, Step step, string orderId) =>
            new(
                wallet,
                orderId.StartsWith("own", StringComparison.Ordinal) && step.Choice % 3 == 0 ? "kiosk" : "shop",
                orderId,
                _now,
                null,
                [
                    new("a", "food", new(step.Amount), 1, null, ["energy-saving"]),
                    new("b", "general", new(step.Amount / 3), 1, null, []),
                ],
                new(step.Choice % 2 == 0 ? 0 : step.Amount / 5),
                [.. _books[step.WalletIndex].Redemptions.Select(it => it.RedemptionId).Take(step.Choice % 3)],
                ByOperator: true
            );

        private static string OrderId(Step step, InMemoryWallet wallet) =>
            wallet.Wallet.EarlyRefunds is [var earlyRefund, ..] && step.Choice % 2 == 0
                ? earlyRefund.Key.OrderId
                : $"own-{wallet.Wallet.Sequence}";

        /// <summary>Holds last a week at most, so that some are ended and some end by themselves.</summary>
        private Redeem Redeem(WalletId wallet, Step step, bool holds) =>
            Redeem(wallet, step, holds, holds ? _now.AddDays(1 + (step.Choice % 7)) : null);

        private static Redeem Redeem(WalletId wallet, Step step, bool holds, DateTimeOffset? until) =>
            (step.Choice % 3) switch
            {
                0 => new(wallet, "box", null, 1 + (step.Amount % 2), null)
                {
                    By = new Actor.Member(),
                    VoucherCode = "c",
                    IsHold = holds,
                    HoldUntil = until,
                },
                1 => new(wallet, "voucher", null, 1, new(100 + (step.Amount % 200)))
                {
                    By = new Actor.Member(),
                    VoucherCode = "c",
                    IsHold = holds,
                    HoldUntil = until,
                    Bill = holds ? new Fen(1_000_000) : null,
                },
                _ => new(wallet, "offset", null, 1, new(1 + (step.Amount % 300)))
                {
                    By = new Actor.Member(),
                    VoucherCode = "c",
                    IsHold = holds,
                    HoldUntil = until,
                    Bill = new Fen(step.Amount),
                },
            };

        private static FaultParty FaultPartyOf(Step step) =>
            step.Amount % 2 == 0 ? FaultParty.Member : FaultParty.Merchant;

        private static T? PickOne<T>(IEnumerable<T> from, int pick)
            where T : class
        {
            var all = from.ToArray();
            return all.Length == 0 ? null : all[pick % all.Length];
        }

        private Request Request(string key) => Domain.Ledger.Request.From("test", "life", key, "f", _now);
    }
}
