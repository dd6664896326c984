using Points.Domain.Programmes.Simulating;
using Points.Domain.Reading;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Reads how many real orders to try a revision on.</summary>
[Field("orders", "How many to try it on, at most.")]
internal sealed record SamplingBody(int Orders)
{
    private const int OrdersDefault = 500;

    public static SamplingBody Read(Fields fields) =>
        new((int)fields.Whole("orders", 1, Simulations.OrdersMax, OrdersDefault));
}
