using Points.Domain.Reading;
using Points.Domain.Simulating;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Reads how many real orders to replay under a revision.</summary>
[FieldDescription("orders", "The most orders to replay.")]
internal sealed record SamplingBody(int Orders)
{
    private const int OrdersDefault = 500;

    public static SamplingBody Read(FieldReader reader) =>
        new((int)reader.WholeNumber("orders", 1, SimulateRevision.SampleSizeMax, OrdersDefault));
}
