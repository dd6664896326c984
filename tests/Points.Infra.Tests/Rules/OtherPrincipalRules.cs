using Points.Infra.Tests.Code;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>Others than the app have the roles that are written down here, and on nothing wider.</summary>
internal static class OtherPrincipalRules
{
    /// <param name="PrincipalParameter">The parameter of main.bicep that names them.</param>
    /// <param name="Name">Null where the templates make one only.</param>
    private sealed record AllowedGrant(
        string PrincipalParameter,
        string Role,
        string RoleName,
        string Type,
        string? Name,
        string Reason
    );

    /// <summary>Merchants post to the queues that the app itself does not send to.</summary>
    private static ImmutableArray<AllowedGrant> Grants =>
        [
            .. CodeNames
                .Queues.Except(CodeNames.QueuesSentTo)
                .Select(queue => new AllowedGrant(
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
                folder => [.. NotAllowed(folder), .. Missing(folder)]
            ),
        ];

    /// <summary>A role that nobody is given, another rule tells.</summary>
    private static IEnumerable<Finding> NotAllowed(TemplateFolder folder) =>
        from each in Others(folder)
        where !AccessRules.IsBroad(each.Role) && !Grants.Any(grant => IsAllowed(folder, grant, each))
        let target = RoleAssignments.FindTarget(folder, each)
        select Finding.At(
            each.Resource.Part.Node,
            $"{each.Resource.Part.Symbol} gives {each.Principal?.ToString() ?? "nobody"} the role {each.Role} on {(target is null ? "more than one resource" : $"{target.Part.Symbol} ({target.Type}, {target.Name})")}, which is not meant for them"
        );

    private static IEnumerable<Finding> Missing(TemplateFolder folder) =>
        from grant in Grants
        // A queue that is not made another rule tells.
        where
            folder.ResourcesOf(grant.Type).Any(each => grant.Name is null || each.Name?.AsText == grant.Name)
            && !Others(folder).Any(each => IsTo(grant, each) && each.Role == grant.Role)
        select new Finding(
            "infra/main.bicep",
            1,
            $"{grant.PrincipalParameter} have no role {grant.RoleName}, and {grant.Reason}"
        );

    private static bool IsAllowed(TemplateFolder folder, AllowedGrant grant, RoleAssignment each) =>
        IsTo(grant, each)
        && each.Role == grant.Role
        // On what is not made is on nothing, and other rules tell.
        && (
            (each.Scope is Value.ResourceReference of && folder.FindResource(of) is null)
            || (
                RoleAssignments.FindTarget(folder, each) is { } target
                && target.Is(grant.Type)
                && (grant.Name is null || target.Name?.AsText == grant.Name)
            )
        );

    /// <summary>As a parameter, or as one item of a parameter that is a list.</summary>
    private static bool IsTo(AllowedGrant grant, RoleAssignment each) =>
        each.Principal is Value.Unknown { Origin: var who, Parts: var parts }
        && $"param {grant.PrincipalParameter}" == (who == Value.Item ? parts.Single().ToString() : who);

    private static IEnumerable<RoleAssignment> Others(TemplateFolder folder) =>
        RoleAssignments
            .All(folder)
            .Where(each =>
                each.Principal is not Value.ResourceReference
                || !ReferenceEquals(folder.FindResource(each.Principal), RoleAssignments.FindAppIdentity(folder))
            );
}
