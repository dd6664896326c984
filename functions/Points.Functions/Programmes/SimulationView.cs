using Points.Domain.Simulating;

namespace Points.Functions.Programmes;

/// <summary>What real orders earn under the terms in force and under another revision.</summary>
internal sealed record SimulationView(
    int Orders,
    TallyView Active,
    TallyView Draft,
    int MembersBetter,
    int MembersWorse,
    int MembersSame
)
{
    public static SimulationView From(SimulationReport it) =>
        new(
            it.Orders,
            new(it.ActiveRevision, it.Active.Points.Value, it.Active.Cost?.Value),
            new(it.Revision, it.Draft.Points.Value, it.Draft.Cost?.Value),
            it.MembersBetter,
            it.MembersWorse,
            it.MembersSame
        );
}

/// <param name="CostFen">What issuers would pay for the points at settlement.</param>
internal sealed record TallyView(int Revision, long Points, long? CostFen);
