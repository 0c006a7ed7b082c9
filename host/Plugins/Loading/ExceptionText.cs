using System.Reflection;

namespace Strategies.Plugins.Loading;

/// <summary>
/// Turns an exception of plugin code into text. The exception itself must not be kept: its stack trace and its type
/// would keep the package's context alive.
/// </summary>
internal static class ExceptionText
{
    /// <summary>Type and message of what was really thrown.</summary>
    internal static string Of(Exception exception)
    {
        Exception inner = exception;
        while (inner is TypeInitializationException or TargetInvocationException && inner.InnerException is { } next)
        {
            inner = next;
        }

        return $"{inner.GetType().FullName}: {MessageOf(inner)}";
    }

    /// <summary>The message property may be overridden in the plugin and throw in its turn.</summary>
    private static string MessageOf(Exception exception)
    {
        try
        {
            return exception.Message;
        }
        catch (Exception second)
        {
            return $"(its message cannot be read: {second.GetType().FullName})";
        }
    }
}
