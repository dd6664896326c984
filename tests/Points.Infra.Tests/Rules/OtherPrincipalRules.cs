using Points.Infra.Tests.Code;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>Principals other than the app have exactly the roles listed here, with no wider scope.</summary>
internal static class OtherPrincipalRules
{
    /// <summary>A role that another principal must have.</summary>
    /// <param name="PrincipalParameter">The parameter of main.bicep that names the principals.</param>
    /// <param name="Name">The name of the resource; null if there is only one of its type.</param>
    private sealed record AllowedGrant(
        string PrincipalParameter,
        string Role,
        string RoleName,
        string Type,
        string? Name,
        string Reason
    );

    /// <summary>Merchants post to the queues that the app does not send to.</summary>
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
                "Other_principals_have_exactly_the_intended_roles",
                folder => [.. NotAllowed(folder), .. Missing(folder)]
            ),
        ];

    /// <summary>Another rule reports the broad roles that no template may assign.</summary>
    private static IEnumerable<Finding> NotAllowed(TemplateFolder folder) =>
        from each in Others(folder)
        where !AccessRules.IsBroad(each.Role) && !Grants.Any(grant => IsAllowed(folder, grant, each))
        let target = RoleAssignments.FindTarget(folder, each)
        let place = target is null ? "more than one resource" : $"{target.Part.Symbol} ({target.Type}, {target.Name})"
        select Finding.At(
            each.Resource.Part.Node,
            $"{each.Resource.Part.Symbol} gives {each.Principal?.ToString() ?? "nobody"} "
                + $"the role {each.Role} on {place}, which is not intended"
        );

    private static IEnumerable<Finding> Missing(TemplateFolder folder) =>
        from grant in Grants
        // Another rule reports a queue that is not created.
        where
            folder.ResourcesOf(grant.Type).Any(each => grant.Name is null || each.Name?.AsText == grant.Name)
            && !Others(folder).Any(each => IsTo(grant, each) && each.Role == grant.Role)
        select new Finding(
            "infra/main.bicep",
            1,
            $"{grant.PrincipalParameter} has no role {grant.RoleName}, but {grant.Reason}"
        );

    private static bool IsAllowed(TemplateFolder folder, AllowedGrant grant, RoleAssignment each) =>
        IsTo(grant, each)
        && each.Role == grant.Role
        // Other rules report a scope that is not created.
        && (
            (each.Scope is Value.ResourceReference of && folder.FindResource(of) is null)
            || (
                RoleAssignments.FindTarget(folder, each) is { } target
                && target.Is(grant.Type)
                && (grant.Name is null || target.Name?.AsText == grant.Name)
            )
        );

    /// <summary>Whether the principal is the parameter of the grant, or an item of it if it is a list.</summary>
    private static bool IsTo(AllowedGrant grant, RoleAssignment each) =>
        each.Principal is Value.Unknown { Origin: var origin, Parts: var parts }
        && $"param {grant.PrincipalParameter}" == (origin == Value.Item ? parts.Single().ToString() : origin);

    private static IEnumerable<RoleAssignment> Others(TemplateFolder folder) =>
        RoleAssignments
            .All(folder)
            .Where(each =>
                each.Principal is not Value.ResourceReference
                || !ReferenceEquals(folder.FindResource(each.Principal), RoleAssignments.FindAppIdentity(folder))
            );
}
