using System.Reflection;
using System.Reflection.Metadata;
using Strategies.Plugins.Checking.Tables;
using Strategies.Plugins.Reaching;

namespace Strategies.Plugins.Checking;

/// <summary>
/// Refuses static state: it would be shared by instances, lost in a swap and missing from saved state. Allowed are
/// literals, readonly constants in all but name, and what the compiler keeps for lambdas, method groups and array
/// literals.
/// </summary>
internal sealed class StaticFieldCheck(PackageImages package, ViolationList violations)
{
    private const string PrivateImplementation = "<PrivateImplementationDetails>";
    private const string UseInstanceField =
        "keep state in instance fields of the strategy, where Save and Restore reach it";

    private readonly TableCheck _tables = new(package);

    internal void Check(AssemblyImage image, ImageReach reach)
    {
        TypeShapeReader shapes = new(package, image);
        foreach (FieldDefinitionHandle handle in image.Metadata.FieldDefinitions)
        {
            FieldDefinition field = image.Metadata.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.Static) != 0 && reach.IsRead(handle))
            {
                CheckStatic(image, handle, field, shapes);
            }
        }
    }

    private void CheckStatic(AssemblyImage image, FieldDefinitionHandle handle, FieldDefinition field, TypeShapeReader shapes)
    {
        MetadataReader reader = image.Metadata;
        string place = SourceNames.SourceField(reader, field);
        if (field.GetCustomAttributes()
            .Any(attribute => AttributeNames.Of(reader, attribute) == "System.ThreadStaticAttribute"))
        {
            violations.Add(image.FileName, place, "a thread static field is refused", UseInstanceField);
            return;
        }

        if ((field.Attributes & FieldAttributes.Literal) != 0
            || IsImplementationDetail(reader, field.GetDeclaringType()))
        {
            return;
        }

        TypeShape shape = field.DecodeSignature(shapes, null);
        bool isReadOnly = (field.Attributes & FieldAttributes.InitOnly) != 0;
        if (isReadOnly && (shape.IsConstant || (shape.CanBeTable && _tables.IsTable(image, handle)))
            || IsLambdaCache(reader, field, shape, isReadOnly))
        {
            return;
        }

        string problem = isReadOnly
            ? $"the static readonly field of type {shape.Name} is refused: what it holds can change"
            : $"the static field of type {shape.Name} is refused";
        string hint = isReadOnly && shape.Name.EndsWith("[]", StringComparison.Ordinal)
            ? "use an instance field, or a ReadOnlySpan property over a literal"
            : UseInstanceField;
        violations.Add(image.FileName, place, problem, hint);
    }

    /// <summary>
    /// Delegates that the compiler keeps in its <c>&lt;&gt;c</c>, <c>&lt;&gt;c__*</c> and <c>&lt;&gt;O</c> types, and
    /// the one empty object they belong to.
    /// </summary>
    private static bool IsLambdaCache(MetadataReader reader, FieldDefinition field, TypeShape shape, bool isReadOnly)
    {
        TypeDefinition declaring = reader.GetTypeDefinition(field.GetDeclaringType());
        string name = reader.GetString(declaring.Name);
        bool isCompilerNested = declaring.IsNested
            && (name is "<>c" or "<>O" || name.StartsWith("<>c__", StringComparison.Ordinal)
                || name.StartsWith("<>O`", StringComparison.Ordinal));
        if (!isCompilerNested)
        {
            return false;
        }

        bool isItself = isReadOnly && reader.GetString(field.Name) == "<>9" && declaring.GetFields()
            .All(handle => (reader.GetFieldDefinition(handle).Attributes & FieldAttributes.Static) != 0);
        return shape.IsDelegate || isItself;
    }

    private static bool IsImplementationDetail(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? IsImplementationDetail(reader, outer)
            : reader.GetString(type.Name).StartsWith(PrivateImplementation, StringComparison.Ordinal);
    }
}
