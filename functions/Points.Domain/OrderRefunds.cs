namespace Points.Domain;

/// <summary>How much of an order has been refunded.</summary>
/// <param name="ProgrammeId">The programme in which the order earned.</param>
/// <param name="Total">The whole order.</param>
/// <param name="Refunded">What of the order has been refunded.</param>
public sealed record OrderRefunds(string ProgrammeId, Fen Total, Fen Refunded)
{
    public Fen Left => Total - Refunded;
}
