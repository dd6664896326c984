using Points.Domain.Reading;
using Points.Domain.Simulating;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Reads how many real orders to try a revision on.</summary>
[FieldDescription("orders", "How many to try it on, at most.")]
internal sealed record SamplingBody(int Orders)
{
    private const int OrdersDefault = 500;

    public static SamplingBody Read(FieldReader reader) =>
        new((int)reader.WholeNumber("orders", 1, RevisionSimulator.OrdersMax, OrdersDefault));
}
