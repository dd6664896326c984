using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Checks that members can get what a grant names without asking, and that somebody pays for it.</summary>
internal static class GrantConsistency
{
    public static void Check(FieldReader reader, ProgrammeTerms terms)
    {
        foreach (var (index, grant) in terms.Grants.Index())
        {
            var path = $"grants[{index}]";
            if (terms.FindMerchant(grant.MerchantId) is not { Issues: true })
                reader.AddError($"{path}.merchantId", "must be a merchant of the programme that issues its points");
            if (grant.RewardId is { } rewardId)
                CheckReward(reader, $"{path}.rewardId", terms.FindReward(rewardId), terms);
        }
    }

    private static void CheckReward(FieldReader reader, string path, Reward? reward, ProgrammeTerms terms)
    {
        if (reward is null)
            reader.AddError(path, "must be a reward of the programme");
        else if (reward.Kind is not (RewardKind.Voucher or RewardKind.Coupon or RewardKind.Prohibited))
            reader.AddError(path, "must be a voucher or a coupon: other rewards are handed over when members ask");
        else if (reward.Price?.Usual is Price.Variable)
            reader.AddError(path, "must be a reward of a fixed worth, with worthFen and a price in points");
        else if (reward.MerchantId is null && terms.FindOnlyHonouringMerchant() is null)
            reader.AddError(path, "must be a reward with merchantId: several merchants honour the points");
    }
}
