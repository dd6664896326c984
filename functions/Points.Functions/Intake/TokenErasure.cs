using Azure.Messaging.ServiceBus;

namespace Points.Functions.Intake;

/// <summary>
/// Blanks the token of a message that becomes a dead letter. Dead letters stay for a long time, and people read them.
/// </summary>
internal static class TokenErasure
{
    /// <returns>
    /// The properties to change when the message is settled. A sender may have written the property's name in capitals;
    /// then it is not read, but it holds a token all the same.
    /// </returns>
    public static Dictionary<string, object> Of(ServiceBusReceivedMessage message) =>
        message
            .ApplicationProperties.Keys.Where(name =>
                name.Equals(MerchantEvents.AuthorizationProperty, StringComparison.OrdinalIgnoreCase)
            )
            .ToDictionary(name => name, object (_) => "", StringComparer.Ordinal);
}
