using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Billing;

/// <summary>A till asks what a member has to pay, by their perks and the rewards they want to use.</summary>
/// <param name="Points">For a reward whose value the member chooses; its minimum where null.</param>
public sealed record QuoteBill(
    WalletId Wallet,
    string MerchantId,
    ImmutableArray<OrderLine> Lines,
    ImmutableArray<string> RewardIds,
    Points? Points
)
{
    public const int RewardIdsMax = 20;

    public static BillQuote Decide(Wallet wallet, QuoteBill command, ProgrammeTerms terms, DateTimeOffset now)
    {
        if (wallet.Facts.FindRefusal() is { } frozen)
            return new BillQuote.Refused(frozen);
        var total = command.Lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount);
        var present = wallet.AsOf(terms, now);
        var member = present.BuildRuleContext(terms, now, now) with { MerchantId = command.MerchantId, Total = total };
        var (bill, points) = (Bill.ApplyPerks(command.Lines, terms, member), default(Points));
        for (var at = 0; at < command.RewardIds.Length; at++)
        {
            var offset = BillOffset.Calculate(command, at, present, terms, member, bill, now);
            if (offset.Refusal is { } refusal)
                return new BillQuote.Refused(refusal);
            (bill, points) = (bill.ApplyReward(offset.Reward!, offset.Worth), points + offset.Points);
        }
        if (points > member.Balance)
            return new BillQuote.Refused(new Refusal.NotEnoughPoints(member.Balance, points));
        var paid = member with { Total = bill.AfterPerks };
        return new BillQuote.Quoted(
            bill,
            terms.EarningRules.Evaluate(
                bill.Lines,
                bill.PaidByRewards,
                paid,
                wallet.Counters.KeepLimits(terms.IsLimitCounter),
                terms.BusinessDateOf(now)
            )
        );
    }
}

/// <summary>What a member would pay, and what that would earn; or why it cannot be told.</summary>
public abstract record BillQuote
{
    private BillQuote() { }

    public sealed record Quoted(Bill Bill, EarningResult Earns) : BillQuote;

    public sealed record Refused(Refusal Refusal) : BillQuote;

    public T Match<T>(Func<Quoted, T> quoted, Func<Refusal, T> refused) =>
        this switch
        {
            Quoted quote => quoted(quote),
            Refused quote => refused(quote.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is no quote"),
        };
}

/// <summary>Quotes bills; nothing is written.</summary>
public sealed class QuoteBillHandler(IWalletStore wallets, IProgrammes programmes)
{
    public async Task<BillQuote> Handle(QuoteBill command, DateTimeOffset now, CancellationToken ct)
    {
        if (await programmes.FindTerms(command.Wallet.ProgrammeId, now, ct) is not { } terms)
            return new BillQuote.Refused(Refusal.NotFound.Programme);
        if (terms.FindMerchant(command.MerchantId) is null)
            return new BillQuote.Refused(new Refusal.MerchantNotInProgramme(command.MerchantId));
        return await wallets.Find(command.Wallet, ct) is { } wallet
            ? QuoteBill.Decide(wallet, command, terms, now)
            : new BillQuote.Refused(new Refusal.MemberNotEnrolled());
    }
}
