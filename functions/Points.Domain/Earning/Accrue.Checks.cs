using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Earning;

/// <content>What refuses a purchase before anything of the member is looked at.</content>
public sealed partial record Accrue
{
    /// <summary>
    /// Checks what does not depend on the member: the purchase's time, the merchant, and the issuer's permits.
    /// </summary>
    /// <returns>Null if the terms accept the purchase.</returns>
    public Refusal? FindTermsRefusal(ProgrammeTerms terms, DateTimeOffset now)
    {
        if (OccurredAt > now.Plus(ClockSkewMax))
            return new Refusal.Invalid("occurredAt", "must not be in the future");
        if (OccurredAt < Earliest)
            return new Refusal.Invalid("occurredAt", $"must not be before {Earliest:yyyy-MM-dd}");
        if (OrderLine.FindRefusal(Lines, terms.BusinessDateOf(OccurredAt)) is { } tooFar)
            return tooFar;
        if (terms.FindMerchant(MerchantId) is not { Issues: true })
            return new Refusal.MerchantNotInProgramme(MerchantId);
        if (!ByOperator && OccurredAt < now.PlusDays(-terms.Earning.LateDays))
            return new Refusal.TooLate(terms.Earning.LateDays);
        return terms.Issuer.FindRefusal(terms.BusinessDateOf(now));
    }

    /// <summary>A purchase of ¥0 costs a merchant nothing, so it must not tell who is a member (decision 46).</summary>
    /// <returns>Null if the purchase is of more, or the member has shown a card code.</returns>
    public Refusal? FindPresenceRefusal() =>
        IsByStranger && EligibleTotal == Fen.Zero && RedemptionIds.IsEmpty ? UnknownMember.CodeRequired : null;
}
