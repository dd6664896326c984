using System.Text;
using Points.Domain.Messaging;
using Points.Local.Messaging;

namespace Points.Local.Tests.Messaging;

/// <summary>The queues of the one-machine host.</summary>
public sealed class ServiceBusEntitiesTests
{
    [Fact]
    public void The_queues_are_those_of_the_templates() =>
        Assert.Equal(
            new(Queues.MerchantEvents, TimeSpan.FromMinutes(1), 100),
            ServiceBusEntities.Read().First(queue => queue.Name == Queues.MerchantEvents)
        );

    [Fact]
    public void A_definition_states_what_differs_from_the_defaults()
    {
        using var json = new MemoryStream(
            Encoding.UTF8.GetBytes(
                """
                {"queues":[{"name":"q","requiresSession":true,"requiresDuplicateDetection":true,
                "duplicateDetectionHistoryTimeWindow":"PT1H30M","lockDuration":"PT30S","maxDeliveryCount":5}]}
                """
            )
        );
        Assert.Equal(
            new("q", TimeSpan.FromSeconds(30), 5)
            {
                RequiresSession = true,
                RequiresDuplicateDetection = true,
                DuplicateDetectionHistory = TimeSpan.FromMinutes(90),
            },
            Assert.Single(ServiceBusEntities.Parse(json))
        );
    }
}
