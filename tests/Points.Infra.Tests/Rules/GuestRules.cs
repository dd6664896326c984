using Points.Infra.Tests.Code;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>Others than the app have the roles that are written down here, and on nothing wider.</summary>
internal static class GuestRules
{
    /// <param name="Who">The parameter of main.bicep that names them.</param>
    /// <param name="Name">Null where the templates make one only.</param>
    private sealed record Grant(string Who, string Role, string RoleName, string Type, string? Name, string Why);

    /// <summary>Merchants post to the queues that the app itself does not send to.</summary>
    private static ImmutableArray<Grant> Grants =>
        [
            .. Names
                .Queues.Except(Names.QueuesSentTo)
                .Select(queue => new Grant(
                    "merchantSenders",
                    "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39",
                    "Azure Service Bus Data Sender",
                    "Microsoft.ServiceBus/namespaces/queues",
                    queue,
                    "merchants post purchases and refunds"
                )),
            new(
                "operatorPrincipalId",
                "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
                "Key Vault Secrets Officer",
                "Microsoft.KeyVault/vaults",
                null,
                "an operator sets the gateways' keys"
            ),
        ];

    public static ImmutableArray<Rule> All =>
        [
            new(
                "Others_than_the_app_may_do_what_is_meant_for_them_and_nothing_else",
                folder => [.. Unmeant(folder), .. Missing(folder)]
            ),
        ];

    /// <summary>A role that nobody is given, another rule tells.</summary>
    private static IEnumerable<Finding> Unmeant(TemplateFolder folder) =>
        from each in Others(folder)
        where !AccessRules.IsBroad(each.Role) && !Grants.Any(grant => IsMeant(folder, grant, each))
        let target = Assignments.Target(folder, each)
        select Finding.At(
            each.Resource.Part.At,
            $"{each.Resource.Part.Symbol} gives {each.To?.ToString() ?? "nobody"} the role {each.Role} on {(target is null ? "more than one resource" : $"{target.Part.Symbol} ({target.Type}, {target.Name})")}, which is not meant for them"
        );

    private static IEnumerable<Finding> Missing(TemplateFolder folder) =>
        from grant in Grants
        // A queue that is not made another rule tells.
        where
            folder.Made(grant.Type).Any(each => grant.Name is null || each.Name?.AsText == grant.Name)
            && !Others(folder).Any(each => IsTo(grant, each) && each.Role == grant.Role)
        select new Finding("infra/main.bicep", 1, $"{grant.Who} have no role {grant.RoleName}, and {grant.Why}");

    private static bool IsMeant(TemplateFolder folder, Grant grant, Assignment each) =>
        IsTo(grant, each)
        && each.Role == grant.Role
        // On what is not made is on nothing, and other rules tell.
        && (
            (each.On is Value.Of of && folder.ResourceOf(of) is null)
            || (
                Assignments.Target(folder, each) is { } target
                && target.Is(grant.Type)
                && (grant.Name is null || target.Name?.AsText == grant.Name)
            )
        );

    /// <summary>As a parameter, or as one item of a parameter that is a list.</summary>
    private static bool IsTo(Grant grant, Assignment each) =>
        each.To is Value.Open { What: var who, Parts: var parts }
        && $"param {grant.Who}" == (who == Value.Item ? parts.Single().ToString() : who);

    private static IEnumerable<Assignment> Others(TemplateFolder folder) =>
        Assignments
            .All(folder)
            .Where(each =>
                each.To is not Value.Of || !ReferenceEquals(folder.ResourceOf(each.To), Assignments.TheIdentity(folder))
            );
}
