using Points.Domain.Programmes.Simulating;
using Points.Domain.Reading;

namespace Points.Functions.Programmes;

/// <summary>Reads how many real orders to try a revision on.</summary>
internal sealed record SamplingBody(int Orders)
{
    private const int OrdersDefault = 500;

    public static SamplingBody Read(Fields fields) => new((int)fields.Whole("orders", 1, Simulations.OrdersMax, OrdersDefault));
}
