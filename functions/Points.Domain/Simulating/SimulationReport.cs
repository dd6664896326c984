using Points.Domain.Ledger;

namespace Points.Domain.Simulating;

/// <summary>
/// What the replayed orders earn under both revisions, and how many members earn more, less or the same.
/// </summary>
public sealed record SimulationReport(
    int ActiveRevision,
    int Revision,
    SimulatedEarnings Active,
    SimulatedEarnings Draft
)
{
    public int Orders { get; private init; }
    public int MembersBetter { get; private init; }
    public int MembersWorse { get; private init; }
    public int MembersSame { get; private init; }

    internal SimulationReport AddMember(Order[] orders, Wallet wallet)
    {
        var (before, after) = (Active.CalculatePoints(orders, wallet), Draft.CalculatePoints(orders, wallet));
        return this with
        {
            Orders = Orders + orders.Length,
            Active = Active with { Points = Active.Points + before },
            Draft = Draft with { Points = Draft.Points + after },
            MembersBetter = MembersBetter + (after > before ? 1 : 0),
            MembersWorse = MembersWorse + (after < before ? 1 : 0),
            MembersSame = MembersSame + (after == before ? 1 : 0),
        };
    }
}
