using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Billing;

/// <summary>A till asks what a member has to pay after their perks and the rewards that they want to use.</summary>
/// <param name="RewardIds">
/// The rewards, in the order in which to apply them. A reward named twice is used twice.
/// </param>
/// <param name="Points">The points to spend on a reward with a variable price; null for its minimum.</param>
public sealed record QuoteBill(
    WalletId Wallet,
    string MerchantId,
    ImmutableArray<OrderLine> Lines,
    ImmutableArray<string> RewardIds,
    Points? Points
)
{
    public const int RewardIdsMax = 20;

    /// <summary>Calculates the bill. Refuses if a reward cannot be used or if the member has too few points.</summary>
    public static BillQuote Decide(Wallet wallet, QuoteBill command, ProgrammeTerms terms, DateTimeOffset now)
    {
        if (wallet.Facts.FindRefusal() is { } frozen)
            return new BillQuote.Refused(frozen);
        var total = command.Lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount);
        var present = wallet.AsOf(terms, now);
        var member = present.BuildRuleContext(terms, now, now) with { MerchantId = command.MerchantId, Total = total };
        var (bill, points) = (Bill.ApplyPerks(command.Lines, terms, member), default(Points));
        for (var index = 0; index < command.RewardIds.Length; index++)
        {
            var offset = BillOffset.Calculate(command, index, present, terms, member, bill, now);
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
            ),
            member.Balance
        );
    }
}

/// <summary>Quotes bills. Writes nothing.</summary>
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
