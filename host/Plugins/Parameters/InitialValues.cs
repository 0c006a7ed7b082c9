using System.Reflection;
using System.Reflection.Metadata;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Parameters;

/// <summary>What the properties of a fresh instance give, as far as its code says so without being run.</summary>
internal sealed class InitialValues
{
    private readonly Dictionary<ClassLink, Dictionary<string, long?>> _fields = new(ReferenceEqualityComparer.Instance);

    private InitialValues()
    {
    }

    /// <summary>
    /// Reads the field initializers of a class and its bases. When any of their constructors does more, it may set any
    /// field: nothing is known then.
    /// </summary>
    internal static InitialValues Of(List<ClassLink> chain)
    {
        InitialValues values = new();
        foreach (ClassLink link in chain)
        {
            if (InitializerReader.Read(link) is not { } fields)
            {
                return new InitialValues();
            }

            values._fields.Add(link, fields);
        }

        return values;
    }

    /// <summary>The constant that a getter gives of a fresh instance; null when it is not known.</summary>
    /// <param name="link">The class that declares it.</param>
    /// <param name="getter">The getter.</param>
    internal long? Find(ClassLink link, MethodDefinitionHandle getter)
    {
        if (!_fields.TryGetValue(link, out Dictionary<string, long?>? fields))
        {
            return null;
        }

        MethodDefinition method = link.Image.Metadata.GetMethodDefinition(getter);
        bool mayBeOverridden = (method.Attributes & (MethodAttributes.Virtual | MethodAttributes.Final)) == MethodAttributes.Virtual;
        return !mayBeOverridden
            && InitializerReader.CodeOf(link, method) is
                [{ OpCode.Name: "ldarg.0" }, { OpCode.Name: "ldfld" } read, { OpCode.Name: "ret" }]
            && InitializerReader.OwnField(link, read.Token) is { } field
            ? fields.GetValueOrDefault(field, 0)
            : null;
    }
}
