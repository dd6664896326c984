using System.Collections.Immutable;
using Points.Domain.Programmes;

namespace Points.Domain.Notifying;

/// <summary>What to do next about a notice.</summary>
public abstract record DeliveryStep
{
    private DeliveryStep() { }

    /// <summary>Nothing is left to do.</summary>
    public sealed record Complete : DeliveryStep;

    /// <summary>Do nothing before <paramref name="Until"/>.</summary>
    public sealed record Wait(DateTimeOffset Until) : DeliveryStep;

    /// <summary>Try these channels now.</summary>
    public sealed record Send(ImmutableArray<NoticeChannel> Channels) : DeliveryStep;

    public T Match<T>(Func<T> complete, Func<DateTimeOffset, T> wait, Func<ImmutableArray<NoticeChannel>, T> send) =>
        this switch
        {
            Complete => complete(),
            Wait step => wait(step.Until),
            Send step => send(step.Channels),
            _ => throw new InvalidOperationException($"{GetType()} is not a delivery step"),
        };
}
