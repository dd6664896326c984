using Points.Cosmos.Documents;
using Points.Domain.Programmes;

namespace Points.Cosmos.Programmes;

internal static class OperatorPrices
{
    /// <summary>Applies the prices that the operator set to the rewards of a revision.</summary>
    public static ProgrammeTerms Apply(IReadOnlyList<SetPriceDocument> prices, ProgrammeTerms terms) =>
        terms with
        {
            Rewards =
            [
                .. terms.Rewards.Select(reward =>
                    prices.FirstOrDefault(it => it.RewardId == reward.RewardId) is { } set
                        ? reward with
                        {
                            Price = reward.Price.WithOperatorPrice(new(set.Points)),
                        }
                        : reward
                ),
            ],
        };
}
