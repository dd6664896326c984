using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Points.Cli.Tests.OpenApi;

/// <summary>A function without a comment, a tag, callers and responses.</summary>
public static class UndescribedFunction
{
    [Function(nameof(UndescribedFunction))]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "x")] HttpRequest http) =>
        Results.Ok();
}

/// <summary>A function of more than one HTTP method.</summary>
public static class FunctionOfManyMethods
{
    [Function(nameof(FunctionOfManyMethods))]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post")] HttpRequest http) =>
        Results.Ok();
}
